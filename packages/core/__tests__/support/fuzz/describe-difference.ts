/** Where two values first differ, and how, in a line: what to look at in an input that should have been refused. */
export function describeDifference(before: unknown, after: unknown, path = ''): string | undefined {
  if (Object.is(before, after)) return undefined
  if (isContainer(before) && isContainer(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const found = describeDifference(before[name], after[name], `${path}.${name}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (typeof before === 'string' && typeof after === 'string') {
    const [one, other] = path.endsWith('.content') ? [decode(before), decode(after)] : [before, after]
    const at = [...one].findIndex((character, index) => character !== [...other][index])
    const from = Math.max(0, at - 40)
    return `${path}[${at}]: ${JSON.stringify(one.slice(from, at + 60))} became ${JSON.stringify(other.slice(from, at + 60))}`
  }
  return `${path}: ${clip(before)} became ${clip(after)}`
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const decode = (content: string): string => Buffer.from(content, 'base64').toString('latin1')
const clip = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)
