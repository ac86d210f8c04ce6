/**
 * Codes that wallets, relays and nodes were seen to fail with, or that a standard defines. Only 4001 and 5000 mean "the
 * user said no"; every other one may come after the transaction was sent.
 *
 * Sources: https://www.jsonrpc.org/specification, https://eips.ethereum.org/EIPS/eip-1193, EIP-1474, EIP-5792, EIP-7769,
 * https://specs.walletconnect.com/2.0/specs/clients/sign/error-codes, and HTTP status codes that gateways pass on.
 */
export const walletErrorCodes: readonly number[] = [
  -32700, -32600, -32601, -32602, -32603, -32000, -32001, -32002, -32003, -32004, -32005, -32006, -32010,
  -32042, -32050, -32500, -32521, -1, 0, 1, 3, 4, 5, 100, 400, 401, 403, 404, 408, 429, 500, 502, 503, 4001,
  4100, 4200, 4900, 4901, 4902, 5000, 5001, 5002, 5003, 5100, 5700, 5720, 5740, 5750, 6000, 8000, 9999,
]

/** Whether this code means that the user refused. */
export const meansRefused = (code: unknown): boolean => code === 4001 || code === 5000
