/** A JWT in an `EnvelopedVerifiableCredential` or `EnvelopedVerifiablePresentation` (VCDM 2.0 sections 4.13.1 and 4.13.2). */
export function envelope(token: string, kind: 'Credential' | 'Presentation' = 'Credential'): Envelope {
  const mediaType = kind === 'Credential' ? 'vc+jwt' : 'vp+jwt'
  return {
    '@context': 'https://www.w3.org/ns/credentials/v2',
    id: `data:application/${mediaType},${token}`,
    type: `EnvelopedVerifiable${kind}`,
  }
}

/** See {@link envelope}; open for tampering. */
export interface Envelope {
  '@context': string | string[]
  id: string
  type: string | string[]
  [member: string]: unknown
}
