import type {
  DefaultError,
  QueryFunction,
  QueryKey,
  QueryObserverOptions,
  MutationOptions as TanStackMutationOptions,
} from '@tanstack/react-query'

/** Each property optional, `undefined` allowed: a missing one disables the query. */
export type ExactPartial<type> = { [key in keyof type]?: type[key] | undefined }

export interface ScopeKeyParameter {
  /** Keeps the query apart from others with the same parameters. */
  scopeKey?: string | undefined
}

/** Options that go to `useQuery` as they are. */
export type QueryOptions<
  queryFnData = unknown,
  error = DefaultError,
  data = queryFnData,
  queryKey extends QueryKey = QueryKey,
> = Omit<
  QueryObserverOptions<queryFnData, error, data, queryFnData, queryKey>,
  'queryFn' | 'queryKey' | 'queryHash' | 'queryKeyHashFn' | 'throwOnError'
> & { queryKey: queryKey; queryFn: QueryFunction<queryFnData, queryKey> }

/** The `query: {}` bag: TanStack's options that are left to the app. */
export interface QueryParameter<
  queryFnData = unknown,
  error = DefaultError,
  data = queryFnData,
  queryKey extends QueryKey = QueryKey,
> {
  query?: Partial<Omit<QueryOptions<queryFnData, error, data, queryKey>, 'queryFn' | 'queryKey'>> | undefined
}

/** The `mutation: {}` bag. */
export interface MutationParameter<data = unknown, error = Error, variables = void, context = unknown> {
  mutation?:
    | Omit<
        TanStackMutationOptions<data, error, variables, context>,
        'mutationFn' | 'mutationKey' | 'throwOnError'
      >
    | undefined
}

/** What belongs into a query key: plain parameters, and no bag, config or function. */
export function keyParameters<options extends object>(
  options: options,
): Omit<options, 'config' | 'query' | 'evidence' | 'returned'> {
  const entries = Object.entries(options).filter(
    ([name, value]) => value !== undefined && !['config', 'query', 'evidence', 'returned'].includes(name),
  )
  return Object.fromEntries(entries) as Omit<options, 'config' | 'query' | 'evidence' | 'returned'>
}
