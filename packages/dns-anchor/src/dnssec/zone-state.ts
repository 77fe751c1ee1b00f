import type { DnsFault } from './security.js'
import type { SecureZone } from './verify-rrset.js'

/** The zone that a name is in: one with validated keys, or why there is none. */
export type ZoneState = ({ readonly security: 'secure' } & SecureZone) | DnsFault
