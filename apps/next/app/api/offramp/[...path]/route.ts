import { backend } from '@/lib/backend'

const handle = (request: Request) => backend().offramp(request)

export { handle as GET, handle as OPTIONS, handle as POST }
