// A process of its own that starts both engines, says where, and waits to be killed.
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

const engines = await Promise.all([startPostgres(), startRedis()])
const [ports, folders] = [engines.map(({ port }) => port), engines.map(({ folder }) => folder)]
process.stdout.write(`${JSON.stringify({ ports, folders })}\n`)
