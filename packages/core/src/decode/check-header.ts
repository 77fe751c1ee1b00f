import type { DecodedJws } from './decode-jws.js'
import type { FormatFaults } from './format-fault.js'

// VCDM 1.1 has no type of its own beside JWT; VC-JOSE-COSE section 3.1.1 registers vc+jwt (formerly vc+ld+jwt).
const credentialTypes: ReadonlySet<string> = new Set(['jwt', 'vc+jwt', 'application/vc+jwt', 'vc+ld+jwt', 'vc-ld+jwt'])

/** The `typ` of a presentation's token, likewise. */
export const presentationTypes: ReadonlySet<string> = new Set(['jwt', 'vp+jwt', 'application/vp+jwt', 'vp+ld+jwt'])

/** What every JWS header must keep to, whatever is signed: `crit`, `kid`, and for a credential `typ`. */
export function checkHeader(jws: DecodedJws, faults: FormatFaults): void {
  checkTyp(jws, credentialTypes, faults)
}

/** {@link checkHeader} for a token that is to be one of certain types; those are in lower case. */
export function checkTyp({ header }: DecodedJws, types: ReadonlySet<string>, faults: FormatFaults): void {
  checkExtensions(header, faults)
  // A token made for another purpose must not pass as this (RFC 8725 section 3.11).
  const { typ } = header
  if (typ !== undefined && (typeof typ !== 'string' || !types.has(typ.toLowerCase()))) {
    faults.fail('malformed', `the JWS header's typ is none of ${[...types].join(', ')}`)
  }
}

/** The part of {@link checkHeader} that holds for any token. */
export function checkExtensions(header: DecodedJws['header'], faults: FormatFaults): void {
  // No extension is understood here, so none may be critical; an empty list is malformed (RFC 7515 section 4.1.11).
  if (header.crit !== undefined)
    faults.fail('crit_unknown', 'the JWS header has crit: an extension that must be understood')
  if (header.kid !== undefined && typeof header.kid !== 'string') {
    faults.fail('malformed', "the JWS header's kid is no string")
  }
}
