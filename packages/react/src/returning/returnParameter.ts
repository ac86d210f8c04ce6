/** Name of the query parameter that the server puts on the return address. */
export const returnParameter = 'offramp_order'
