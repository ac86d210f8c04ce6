/**
 * What must happen at once, as scripts. Each touches one key, so that a cluster may hold them anywhere, and each reads the time from
 * Redis itself: the clocks of the instances need not agree. A test hands its own time in as the first argument.
 *
 * Keys lapse by themselves a minute after what they say has lapsed.
 */
const time = `
local now = tonumber(ARGV[1])
if not now then
  local told = redis.call('TIME')
  now = told[1] * 1000 + math.floor(told[2] / 1000)
end
`

/** ARGV: now, interval of one token, tokens, withinMs, lateMs. Answers [taken, waitMs]. */
export const takeScript = `${time}
local span = tonumber(ARGV[2]) * tonumber(ARGV[3])
local within = tonumber(ARGV[4])
local next = tonumber(redis.call('HGET', KEYS[1], 'next') or '0')
local paused = tonumber(redis.call('HGET', KEYS[1], 'paused') or '0')
-- Nobody takes so far ahead: the clock of this machine was set back.
if next > now + math.max(within, 10000) + span then next = now end
local at = math.max(now, next + tonumber(ARGV[5]), paused)
if at - now > within then return {0, at - now} end
redis.call('HSET', KEYS[1], 'next', at + span)
redis.call('PEXPIRE', KEYS[1], at - now + span + 60000)
return {1, at - now}
`

/** ARGV: now, ms. */
export const pauseScript = `${time}
local paused = tonumber(redis.call('HGET', KEYS[1], 'paused') or '0')
local till = math.max(paused, now + tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'paused', till)
redis.call('PEXPIRE', KEYS[1], till - now + 60000)
return 1
`

/** ARGV: now. Answers [value, stale] or nothing. */
export const readScript = `${time}
local kept = redis.call('HMGET', KEYS[1], 'value', 'fresh', 'gone')
if not kept[1] or tonumber(kept[3]) <= now then return false end
return {kept[1], tonumber(kept[2]) <= now and 1 or 0}
`

/** ARGV: now, value, freshMs, staleMs. */
export const keepScript = `${time}
redis.call('HSET', KEYS[1], 'value', ARGV[2], 'fresh', now + tonumber(ARGV[3]), 'gone', now + tonumber(ARGV[4]))
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[4]) + 60000)
return 1
`

/** ARGV: now, id, ms, most; with \`most\` 0 only who holds already. Answers 1 when held. */
export const holdScript = `${time}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local mine = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not mine and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[2])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) + 60000)
return 1
`

/** ARGV: now, ms. Answers the count. */
export const countScript = `${time}
local till = tonumber(redis.call('HGET', KEYS[1], 'till') or '0')
if till <= now then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'till', now + tonumber(ARGV[2]))
  redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[2]) + 60000)
end
return redis.call('HINCRBY', KEYS[1], 'n', 1)
`
