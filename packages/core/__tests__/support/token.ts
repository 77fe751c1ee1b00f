import type { JsonObject } from '../../src/index.js'

const encode = (text: string): string => Buffer.from(text).toString('base64url')

/** A compact JWS of these JSON texts, with a signature that nobody made. */
export const tokenOf = (payload: string, header = '{"alg":"EdDSA","typ":"JWT","kid":"#key-1"}'): string =>
  `${encode(header)}.${encode(payload)}.${Buffer.alloc(64).toString('base64url')}`

const did = (name: string): string => `did:cheqd:testnet:${name.repeat(8)}-0000-4000-8000-000000000000`

/** DIDs and DID URLs of the credentials here. */
export const names = {
  issuer: did('a'),
  subject: did('b'),
  parent: `${did('c')}/resources/11111111-1111-4111-8111-111111111111`,
  root: `${did('d')}?resourceName=Root&resourceType=VerifiableAuthorizationForTrustChain`,
  schema: `${did('d')}?resourceName=Diploma&resourceType=JSONSchemaValidator2020`,
}

/** The `vc` claim of an attestation, without what JWT claims say. */
export const attestation = (): JsonObject => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  type: ['VerifiableCredential', 'DiplomaCredential'],
  credentialSubject: { id: names.subject, degree: 'MSc' },
  credentialSchema: { id: names.schema, type: 'JsonSchema' },
  termsOfUse: { type: 'AttestationPolicy', parentAccreditation: names.parent, rootAuthorization: names.root },
})

/** The `vc` claim of an accreditation to attest. */
export const accreditation = (): JsonObject => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  type: ['VerifiableCredential', 'VerifiableAccreditationToAttest'],
  credentialSubject: { id: names.subject, accreditedFor: [{ schemaId: names.schema, types: ['DiplomaCredential'] }] },
  termsOfUse: { type: 'AccreditationPolicy', parentAccreditation: names.parent, rootAuthorization: names.root },
})

/** The `vc` claim of a root authorization. */
export const rootAuthorization = (): JsonObject => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  type: ['VerifiableCredential', 'VerifiableAuthorizationForTrustChain'],
  credentialSubject: { id: names.subject, accreditedFor: [{ schemaId: names.schema, types: ['DiplomaCredential'] }] },
  termsOfUse: { type: 'TrustFrameworkPolicy', trustFramework: 'https://example.org/f', trustFrameworkId: 'F' },
})

/** The claims of a VCDM 1.1 JWT around a `vc` claim. */
export const claimsOf = (vc: JsonObject, more: JsonObject = {}): JsonObject => ({
  iss: names.issuer,
  sub: names.subject,
  nbf: 1_767_225_600,
  exp: 1_798_761_600,
  vc,
  ...more,
})
