import { fail, undecided, type Finding } from './finding.js'

/** An audience that names more than this is no audience. */
const maxNames = 16

/**
 * A token that says for whom it is made is for nobody else: whoever does not find itself in `aud` must reject it (RFC 7519
 * section 4.1.3).
 *
 * @param named - `aud`, as a list; absent where the token is for everybody
 * @param own - the names of the relying party; absent where it did not say them
 * @returns undefined where nothing speaks against it
 */
export function checkAudience(named: string[] | undefined, own: readonly string[] | undefined): Finding | undefined {
  if (named === undefined) return undefined
  if (own !== undefined && named.some((name) => own.includes(name))) return undefined
  const details = { audience: named.slice(0, maxNames).map((name) => name.slice(0, 256)) }
  return own === undefined
    ? undecided('audience_mismatch', 'it is made for a certain audience, and nobody said whether that is us', details)
    : fail('audience_mismatch', 'it is made for another audience', details)
}
