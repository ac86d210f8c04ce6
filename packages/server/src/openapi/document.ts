import { errorCodes } from '@offrampkit/core'
import { apiVersion, apiVersionHeader, type Route, type RouteName, routes } from '@offrampkit/core/api'
import * as z from 'zod/mini'
import { type Operation, operations, pathParameters } from './operations.ts'
import { fieldsOf, type JsonSchema, jsonSchemas, refTo } from './schemas.ts'

/** An OpenAPI 3.1 document, as JSON. */
export interface OpenApiDocument {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  paths: Record<string, Record<string, unknown>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, unknown>
    parameters: Record<string, unknown>
    headers: Record<string, unknown>
    securitySchemes: Record<string, unknown>
  }
}

/**
 * The description of the API that `createOfframpHandler` serves, made from the schemas that its routes and our client use.
 *
 * @param options.basePath - where the handler is mounted. Default `/api/offramp`
 * @example await writeFile('openapi.json', JSON.stringify(openApiDocument()))
 */
export function openApiDocument({ basePath = '/api/offramp' }: { basePath?: string } = {}): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(name, route, operations[name]) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Offramp Kit',
      version: apiVersion,
      description:
        'Cash-outs from a wallet, across providers. Amounts are decimal text, times are milliseconds since 1970. Fields may be added at any time; what would be misread raises the version. Signing in (`/api/siwe`, of `createSiweAuth`) is a handler of its own, described in the README, and no part of this document.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // An app at the root of its host has a base path of nothing.
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: {
      schemas: jsonSchemas(),
      responses: Object.fromEntries(
        // A method that a path does not have is no operation.
        [...codesByStatus()]
          .filter(([status]) => status !== 405)
          .map(([status, codes]) => [`E${status}`, refusal(codes)]),
      ),
      parameters: {
        Version: {
          ...{ in: 'header', name: apiVersionHeader, schema: { const: apiVersion } },
          description:
            'The version that the caller speaks. Needed for a change; where it is missing from a read, any.',
        },
        Origin: {
          ...{ in: 'header', name: 'origin', required: true, schema: { type: 'string' } },
          description: 'One of `allowedOrigins`, as browsers send it.',
        },
        LastEventId: {
          ...{ in: 'header', name: 'last-event-id', schema: { type: 'string' } },
          description: 'The version that the caller knows: only later ones are told.',
        },
      },
      headers: {
        Version: { schema: { const: apiVersion } },
        RetryAfter: {
          description: 'In seconds, where it is known.',
          schema: { type: 'integer', minimum: 1 },
        },
      },
      securitySchemes: {
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: '__Host-offramp-session' },
          description: 'The cookie of `createSiweAuth`; an app with a session of its own has another.',
        },
        authorization: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'Where `authenticate` of the app reads one.',
        },
      },
    },
  }
}

function describe(name: RouteName, { path, method, access }: Route, operation: Operation): unknown {
  const { summary, description, body, answer, query } = operation
  const change = method === 'POST' && access !== 'provider'
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, key = '']) => {
      const schema = pathParameters[key]
      if (!schema) throw new Error(`The path parameter ${key} has no schema.`)
      return { in: 'path', name: key, required: true, schema: plain(schema) }
    }),
    ...(query ? parametersOf(query) : []),
    ...(access === 'provider' ? [] : [{ $ref: '#/components/parameters/Version' }]),
    ...(change ? [{ $ref: '#/components/parameters/Origin' }] : []),
    ...(answer === 'events' ? [{ $ref: '#/components/parameters/LastEventId' }] : []),
  ]
  return {
    operationId: name,
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'user' ? [{ session: [] }, { authorization: [] }] : [],
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      200: {
        description: summary,
        headers: { [apiVersionHeader]: { $ref: '#/components/headers/Version' } },
        content: contentOf(answer),
      },
      ...Object.fromEntries(
        refusalsOf(path, access, operation).map((status) => [
          status,
          { $ref: `#/components/responses/E${status}` },
        ]),
      ),
    },
  }
}

/** By who may call, what is sent and what the path names; and by what the route does beyond. */
function refusalsOf(path: string, access: Route['access'], { body, refusals = [] }: Operation): number[] {
  const page = access === 'provider' ? [401] : [403, 426]
  const listed = [
    // A malformed request, an unforeseen error, and a store that is away.
    ...[400, 500, 503],
    ...page,
    // `authenticate` of the app, which may count its users.
    ...(access === 'user' ? [401, 429] : []),
    ...(body === undefined ? [] : [413]),
    ...(body === undefined || access === 'provider' ? [] : [415]),
    ...(path.includes('/:') ? [404] : []),
    ...refusals,
  ]
  return [...new Set(listed)].sort((one, other) => one - other)
}

function contentOf(what: NonNullable<Operation['body']> | Operation['answer']): Record<string, unknown> {
  if (what === 'bytes') return { '*/*': {} }
  if (what === 'events') return { 'text/event-stream': { schema: { type: 'string' } } }
  return { 'application/json': { schema: refTo(what) } }
}

function parametersOf(schema: z.ZodMiniType): unknown[] {
  const { properties, required } = fieldsOf(schema)
  return Object.entries(properties).map(([name, field]) => ({
    ...{ in: 'query', name, schema: field },
    ...(required.includes(name) ? { required: true } : {}),
  }))
}

const plain = (schema: z.ZodMiniType): JsonSchema => fieldsOf(z.object({ it: schema })).properties.it ?? {}

/** What can be answered with each status. */
function codesByStatus(): Map<number, string[]> {
  const statuses = new Map<number, string[]>()
  for (const [code, { status }] of Object.entries(errorCodes))
    statuses.set(status, [...(statuses.get(status) ?? []), code])
  return statuses
}

function refusal(codes: readonly string[]): unknown {
  const code = { properties: { error: { properties: { code: { enum: codes } } } } }
  return {
    description: `Refused: ${codes.join(', ')}.`,
    headers: {
      [apiVersionHeader]: { $ref: '#/components/headers/Version' },
      'retry-after': { $ref: '#/components/headers/RetryAfter' },
    },
    content: { 'application/json': { schema: { allOf: [refTo('Error'), code] } } },
  }
}
