import type { IssueAccreditationArgs } from '../../src/index.js'
import { diplomaTypes, type IssuedChain } from './issue-chain.js'

/** So many accreditations that the chain's certifier may issue, each of a school of its own. */
export const schoolsOf = (chain: IssuedChain, count: number): IssueAccreditationArgs[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'attest',
    issuer: chain.certifier,
    subject: `did:web:school-${String(index)}.example`,
    name: `school ${String(index)}`,
    accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
    parentAccreditation: chain.toAccredit,
    rootAuthorization: chain.root,
  }))
