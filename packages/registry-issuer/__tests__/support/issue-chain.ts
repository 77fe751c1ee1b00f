import type { TestAgent } from './make-agent.js'

/** Types that the chain's root allows. */
export const diplomaTypes = ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential']

/** The schema of the chain's diploma. */
export const diplomaSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['credentialSubject'],
  properties: {
    credentialSubject: {
      type: 'object',
      required: ['degree'],
      properties: { degree: { type: 'string', maxLength: 100 } },
    },
  },
}

/** A chain down to an issuer that may attest: what most tests start from. */
export interface IssuedChain {
  ministry: string
  certifier: string
  university: string
  schemaId: string
  /** DID URLs, pinned. */
  root: string
  toAccredit: string
  toAttest: string
}

/** Issues a root authorization, which may begin before now, an accreditation to accredit and one to attest. */
export async function issueChain(
  agent: TestAgent,
  createDid: () => Promise<string>,
  rootValidFrom?: string,
): Promise<IssuedChain> {
  const [ministry, certifier, university] = [await createDid(), await createDid(), await createDid()]
  const { schemaId } = await agent.publishSchema({ issuer: ministry, name: 'DiplomaSchema', schema: diplomaSchema })
  const accreditedFor = [{ schemaId, types: diplomaTypes }]
  const root = await agent.issueRootAuthorization({
    issuer: ministry,
    name: 'educationRoot',
    accreditedFor,
    trustFramework: 'https://example.org/governance',
    trustFrameworkId: 'Example Education Framework',
    ...(rootValidFrom !== undefined && { validFrom: rootValidFrom }),
  })
  const rootAuthorization = root.didUrls.pinned
  const toAccredit = await agent.issueAccreditation({
    kind: 'accredit',
    issuer: ministry,
    subject: certifier,
    name: 'Zertifizierer & Söhne #1',
    accreditedFor,
    parentAccreditation: rootAuthorization,
    rootAuthorization,
  })
  const toAttest = await agent.issueAccreditation({
    kind: 'attest',
    issuer: certifier,
    subject: university,
    name: 'university',
    accreditedFor,
    parentAccreditation: toAccredit.didUrls.pinned,
    rootAuthorization,
  })
  return {
    ministry,
    certifier,
    university,
    schemaId,
    root: rootAuthorization,
    toAccredit: toAccredit.didUrls.pinned,
    toAttest: toAttest.didUrls.pinned,
  }
}
