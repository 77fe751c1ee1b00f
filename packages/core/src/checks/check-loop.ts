import type { CheckContext } from './check-context.js'
import { pass, type Finding } from './finding.js'

/** No credential stands above itself; the walk stops at one that does (docs/verification.md, loop). */
export function checkLoop({ path }: CheckContext): Finding {
  const found = path.faults.find(({ id }) => id === 'loop')
  return found?.finding ?? pass('no resource and no credential stands twice in the chain')
}
