import type { VerifiableCredential } from '@veramo/core-types'
import type { StatusRequest } from '../../src/index.js'
import { diplomaOf } from './diploma.js'
import type { IssuedChain } from './issue-chain.js'
import type { TestAgent } from './make-agent.js'

/** Both statuses that a credential can have. */
export const bothStatuses: StatusRequest[] = [{ purpose: 'revocation' }, { purpose: 'suspension' }]

/** A diploma of the chain's university. */
export async function issueDiploma(
  agent: TestAgent,
  chain: IssuedChain,
  status: StatusRequest[] = bothStatuses,
): Promise<VerifiableCredential> {
  const { credential } = await agent.issueAttestation(diplomaOf(chain, { status }))
  return credential
}

/** A member of `credentialStatus` as this plugin writes it. */
export interface WrittenEntry {
  id: string
  type: string
  statusPurpose: string
  statusListIndex: string
  statusListCredential: string
}

/** The statuses that a credential names: one at least. */
export function entriesOf({ credentialStatus }: VerifiableCredential): [WrittenEntry, ...WrittenEntry[]] {
  const value = credentialStatus as unknown
  return (Array.isArray(value) ? value : [value]) as [WrittenEntry, ...WrittenEntry[]]
}
