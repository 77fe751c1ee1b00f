import { addDataIntegrityProof, proofOptions } from './add-data-integrity-proof.js'
import type { KeyPair } from './keys.js'
import type { ClaimsDraft, CredentialDraft, HeaderDraft, SignedDraft } from './types/credential-draft.js'
import type { ChainNames, LinkTamper, Tamper } from './types/mint-options.js'

/** A credential in both its forms. */
export interface SignedCredential {
  /** A compact JWS; empty where a Data Integrity proof secures it. */
  token: string
  /** The credential as JSON with its proof. */
  document: SignedDraft
}

/** Applies a hook to a copy. */
export function applyTamper<T>(hook: Tamper<T> | undefined, value: T, names: ChainNames): T {
  if (hook === undefined) return value
  const draft = structuredClone(value)
  return hook(draft, names) ?? draft
}

/**
 * Signs a credential as a JWT: VCDM 1.1 with a `vc` claim beside `iss`, `sub`, `jti`, `nbf` and `exp`;
 * VCDM 2.0 as a `vc+jwt` whose payload is the credential. Or with a Data Integrity proof.
 */
export function signCredential(
  credential: CredentialDraft,
  options: {
    pair: KeyPair
    signer: KeyPair
    kid?: string
    dataModel: '1.1' | '2.0'
    proof: 'jwt' | 'data-integrity'
    tamper: LinkTamper
    names: ChainNames
  },
): SignedCredential {
  const { pair, signer, kid, dataModel, tamper, names } = options
  if (options.proof === 'data-integrity') {
    const config = applyTamper(tamper.proofOptions, proofOptions(pair, kid ?? ''), names)
    const document: SignedDraft = addDataIntegrityProof(credential, signer, config)
    return { token: '', document: applyTamper(tamper.document, document, names) }
  }
  const plainHeader: HeaderDraft = {
    alg: pair.algorithm,
    typ: dataModel === '1.1' ? 'JWT' : 'vc+jwt',
    ...(kid !== undefined && { kid }),
  }
  const header = applyTamper(tamper.header, plainHeader, names)
  const claims = applyTamper(tamper.claims, dataModel === '1.1' ? claimsOf(credential) : { ...credential }, names)
  const input = `${encode(header)}.${encode(claims)}`
  const signed = `${input}.${tamper.sign?.(input, signer) ?? signer.sign(input)}`
  const token = tamper.token?.(signed, names) ?? signed
  const document: SignedDraft = { ...credential, proof: { type: 'JwtProof2020', jwt: token } }
  return { token, document: applyTamper(tamper.document, document, names) }
}

// A hook may have taken any member away, or made the issuer a string.
function claimsOf(credential: CredentialDraft): ClaimsDraft {
  const { id, issuer, issuanceDate, expirationDate, credentialSubject }: Partial<CredentialDraft> = credential
  const iss = typeof issuer === 'object' ? issuer.id : issuer
  return {
    vc: credential,
    ...(iss !== undefined && { iss }),
    ...(issuanceDate !== undefined && { nbf: Date.parse(issuanceDate) / 1000 }),
    ...(credentialSubject?.id !== undefined && { sub: credentialSubject.id }),
    ...(expirationDate !== undefined && { exp: Date.parse(expirationDate) / 1000 }),
    ...(id !== undefined && { jti: id }),
  }
}

function encode(value: HeaderDraft | ClaimsDraft): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
