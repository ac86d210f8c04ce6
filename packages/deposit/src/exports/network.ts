export { type AddEthereumChain, switchNetwork } from '../protocol/switchNetwork.ts'
