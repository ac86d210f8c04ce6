import { backend } from '@/lib/backend'

const handle = (request: Request) => backend().auth.handler(request)

export { handle as GET, handle as POST }
