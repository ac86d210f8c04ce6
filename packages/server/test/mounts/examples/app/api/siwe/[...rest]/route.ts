import { auth } from '../../../../offramp'

export { handler as GET, handler as POST }

const { handler } = auth
