import type { SideRoute } from './resolver/resolver-server.js'
import type { SettableClock } from './settable-clock.js'

/** `GET` and `POST /dev/time`: tells the time of the next block, and puts the clock. */
export function timeRoutes(clock: SettableClock): [string, SideRoute][] {
  const tell = () => ({ status: 200, body: { time: clock.now().toISOString() } })
  return [
    ['GET /dev/time', () => Promise.resolve(tell())],
    [
      'POST /dev/time',
      (body) => {
        const { time, advanceSeconds } = parse(body)
        const date = typeof time === 'string' ? new Date(time) : undefined
        if (date !== undefined && !Number.isNaN(date.getTime())) clock.set(date)
        else if (typeof advanceSeconds === 'number' && Math.abs(advanceSeconds) <= 1e10)
          clock.advance(advanceSeconds * 1000)
        else
          return Promise.resolve({
            status: 400,
            body: { error: 'send JSON with "time" (RFC 3339) or "advanceSeconds" (a number)' },
          })
        return Promise.resolve(tell())
      },
    ],
  ]
}

function parse(body: string): { time?: unknown; advanceSeconds?: unknown } {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
