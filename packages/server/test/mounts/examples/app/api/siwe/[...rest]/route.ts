import { auth } from '../../../../offramp.ts'

export { handler as GET, handler as POST }

const { handler } = auth
