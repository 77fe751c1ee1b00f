import { decodeCredential } from '@trustchains/core'
import type { PartyAgent } from './create-party.js'
import type { IssuedChain } from './issue-chain.js'

/** The diploma with a better degree written into its payload; the signature stays. */
export function alterDegree(jwt: string): string {
  const [header, , signature] = jwt.split('.')
  const payload = structuredClone(decodeCredential(jwt).credential?.jws?.payload ?? {})
  const text = JSON.stringify(payload).replace('"Master"', '"Doctor"')
  return [header, Buffer.from(text).toString('base64url'), signature].join('.')
}

/** A diploma signed outside of the trust registry's checks, by whoever holds the key of `issuer`. */
export async function signDiploma(
  agent: PartyAgent,
  issuer: string,
  chain: IssuedChain,
  type: string,
  claims: object,
): Promise<string> {
  const credential = await agent.createVerifiableCredential({
    proofFormat: 'jwt',
    credential: {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential', 'VerifiableAttestation', type],
      issuer: { id: issuer },
      issuanceDate: new Date().toISOString(),
      credentialSubject: { id: chain.student, ...claims },
      credentialSchema: { id: chain.schemaId, type: 'JsonSchema' },
      termsOfUse: {
        type: 'AttestationPolicy',
        parentAccreditation: chain.toAttest,
        rootAuthorization: chain.rootAuthorization,
      },
    },
  })
  return String(credential.proof.jwt)
}
