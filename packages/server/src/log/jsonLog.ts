import type { LogRecord } from './record.ts'

/**
 * Writes each record as one line of JSON, for `log` of createOfframpHandler and createSiweAuth.
 *
 * @param write - gets the line without its end
 * @example createOfframpHandler({ log: jsonLog(console.log), … })
 */
export function jsonLog(write: (line: string) => void): (record: LogRecord) => void {
  return (record) => write(JSON.stringify(record))
}
