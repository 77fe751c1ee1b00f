import type { ChainCredential, ParentPolicy } from '@trustchains/core'

/** The policies in which a credential names its parents; a root authorization has none. */
export function parentsOf(credential: ChainCredential): ParentPolicy[] {
  switch (credential.kind) {
    case 'root':
      return []
    case 'accredit':
    case 'attest':
      return credential.parent === undefined ? [] : [credential.parent]
    case 'attestation':
      return credential.parents
  }
}
