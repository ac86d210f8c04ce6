export { type RedisShared, type RedisSharedOptions, redisShared } from '../shared/redis/redisShared.ts'
