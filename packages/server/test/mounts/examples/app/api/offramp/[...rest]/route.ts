import { offramp } from '../../../../offramp'

const handle = (request: Request) => offramp(request)

export { handle as GET, handle as OPTIONS, handle as POST }
