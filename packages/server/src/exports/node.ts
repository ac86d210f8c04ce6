export { clientIpFromSocket } from '../node/clientIp.ts'
export { type NodeHandler, type NodePlatform, toNodeListener } from '../node/listener.ts'
