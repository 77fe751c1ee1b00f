import type { Attack } from './attack.js'
import { attacksOnDns } from './attacks-on-dns.js'
import { attacksOnResources } from './attacks-on-resources.js'
import { attacksOnRoles } from './attacks-on-roles.js'
import { attacksOnRoots } from './attacks-on-roots.js'
import { attacksOnSignatures } from './attacks-on-signatures.js'
import { attacksOnTime } from './attacks-on-time.js'

/** Every attack of the catalogue that is a forged chain. */
export const attacks: readonly Attack[] = [
  ...attacksOnSignatures,
  ...attacksOnRoles,
  ...attacksOnRoots,
  ...attacksOnDns,
  ...attacksOnTime,
  ...attacksOnResources,
]
