import type { IssueAttestationArgs } from '../../src/index.js'
import { diplomaTypes, type IssuedChain } from './issue-chain.js'

/** The diploma that the chain's university may issue; a test changes what it is about. */
export const diplomaOf = (chain: IssuedChain, change: Partial<IssueAttestationArgs> = {}): IssueAttestationArgs => ({
  issuer: chain.university,
  subject: 'did:example:holder',
  types: diplomaTypes,
  claims: { degree: 'MSc' },
  schemaId: chain.schemaId,
  parentAccreditation: chain.toAttest,
  rootAuthorization: chain.root,
  ...change,
})
