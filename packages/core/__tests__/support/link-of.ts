import type { Link } from '../../src/chain/link.js'
import type { ChainCredential } from '../../src/index.js'

/** A link of which only the members that a check looks at are there: what it does without the other checks before it. */
export const linkOf = (credential: object): Link => ({
  credential: { types: [], conflicts: [], notBefore: [], notAfter: [], ...credential } as unknown as ChainCredential,
  faults: [],
  issuedAt: 0,
  heldAt: 0,
})
