/** The EIP-1193 request function of the wagmi connection's own wallet, and who it is. */
export interface WalletPort {
  /** Stable id of the connector, and the wallet's rdns where it has one. */
  id: string
  /** EIP-1193: https://eips.ethereum.org/EIPS/eip-1193 */
  request(args: { method: string; params?: readonly unknown[] }): Promise<unknown>
}
