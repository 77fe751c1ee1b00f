import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'

/** Objects and arrays inside one another; evidence that was collected has at most a dozen. */
const maxDepth = 64
/** Values in all; evidence of 4,096 items has far fewer. */
const maxValues = 1_000_000

/**
 * Refuses what is too large, too deep or no plain JSON before anything looks at it: evidence may come from a stranger.
 *
 * @param maxCharacters - UTF-16 code units of all strings and names together
 * @throws {@link TrustChainVerifierError} with code `invalid_evidence`, naming the place
 */
export function boundEvidence(value: unknown, maxCharacters: number): void {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: 'evidence', depth: 1 }]
  let values = 0
  let characters = 0
  const count = (more: number): void => {
    characters += more
    if (characters > maxCharacters) throw refused(`evidence has more than ${String(maxCharacters)} characters`)
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    values += 1
    if (values > maxValues) throw refused(`evidence has more than ${String(maxValues)} values`)
    const { value: member, path, depth } = next
    if (typeof member === 'string') count(member.length)
    if (typeof member !== 'object' || member === null) {
      if (!isScalar(member)) throw refused(`${path} is no JSON`)
      continue
    }
    if (depth > maxDepth) throw refused(`${shorten(path)} is nested deeper than ${String(maxDepth)} levels`)
    for (const [name, inner] of Object.entries(member)) {
      if (name === '__proto__') throw refused(`${shorten(path)} has the member __proto__`)
      count(name.length)
      const place = Array.isArray(member) ? `[${name}]` : `.${name}`
      open.push({ value: inner, path: shorten(`${path}${place}`), depth: depth + 1 })
    }
  }
}

/** JSON.stringify leaves a member out that is undefined, so it counts as absent. */
const isScalar = (value: unknown): boolean =>
  value === null || value === undefined || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)

const shorten = (path: string): string => (path.length > 200 ? `${path.slice(0, 200)}…` : path)

const refused = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_evidence', message)
