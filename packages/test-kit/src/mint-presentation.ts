import type { SignatureAlgorithm } from '@trustchains/core'
import { addDataIntegrityProof, proofOptions } from './add-data-integrity-proof.js'
import { envelope } from './envelope.js'
import { createKeyPair } from './keys.js'
import type { KeyPair } from './keys.js'
import type { MintedChain } from './mint-chain.js'
import { applyTamper } from './sign-credential.js'
import type { HeaderDraft, ProofDraft } from './types/credential-draft.js'
import type { Tamper } from './types/mint-options.js'
import { verificationMethod } from './verification-method.js'

/** A presentation before it is signed, open for anything. */
export interface PresentationDraft {
  '@context': unknown
  type: unknown
  holder?: unknown
  verifiableCredential?: unknown
  [member: string]: unknown
}

/** How a presentation is secured. `jwt`: VCDM 1.1 with the claim `vp`; `json`: the same with outer JSON around it. */
export type PresentationForm = 'jwt' | 'json' | 'vp+jwt' | 'enveloped' | 'data-integrity'

/** What kind of presentation is minted. */
export interface MintPresentationOptions {
  /** Default `jwt`. */
  form?: PresentationForm
  /** What is presented: the text of each, JWT or JSON. Default: the chain's leaf. */
  credentials?: string[]
  /** The holder's key. Default EdDSA. */
  algorithm?: SignatureAlgorithm
  /** Who presents: the name of an actor. Default `holder`, the subject of the leaf. */
  holder?: string
  /** Whose key signs, instead of the holder's; the token still names the holder's. */
  signWith?: string
  challenge?: string
  domain?: string
  /** Verification relationships in which the holder's key stands. Default `authentication` only. */
  purposes?: ('authentication' | 'assertionMethod')[]
  /** What is done to it, in this order. */
  presentation?: Tamper<PresentationDraft>
  /** The claims of the JWT. */
  claims?: Tamper<Record<string, unknown>>
  header?: Tamper<HeaderDraft>
  /** The options of a Data Integrity proof. */
  proof?: Tamper<ProofDraft>
  /** The JSON around a JWT, or with the proof, after signing. */
  document?: Tamper<Record<string, unknown>>
}

/**
 * Mints a Verifiable Presentation of a chain's leaf by its holder, and puts the DID of who presents into the chain's
 * world.
 *
 * @returns what a verifier is given: a compact JWS, or a JSON text
 */
export function mintPresentation(chain: MintedChain, options: MintPresentationOptions = {}): string {
  const { form = 'jwt', holder = 'holder', algorithm = 'EdDSA', challenge, domain } = options
  const did = chain.did(holder)
  const kid = `${did}#key-1`
  const pair = createKeyPair(algorithm, `presenter/${did}`)
  const signer =
    options.signWith === undefined ? pair : createKeyPair(algorithm, `presenter/${chain.did(options.signWith)}`)
  addHolder(chain, did, pair, kid, options.purposes ?? ['authentication'])
  const isFirst = form === 'jwt' || form === 'json'
  const draft: PresentationDraft = applyTamper(
    options.presentation,
    {
      '@context': [isFirst ? 'https://www.w3.org/2018/credentials/v1' : 'https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      ...(!isFirst && { holder: did }),
      verifiableCredential: (options.credentials ?? [chain.leaf]).map((text) => presented(text, isFirst)),
    },
    chain,
  )
  if (form === 'data-integrity') {
    const config = proofOptions(pair, kid, {
      proofPurpose: 'authentication',
      ...(challenge !== undefined && { challenge }),
      ...(domain !== undefined && { domain }),
    })
    const signed = addDataIntegrityProof(draft, signer, applyTamper(options.proof, config, chain))
    return JSON.stringify(applyTamper<Record<string, unknown>>(options.document, signed, chain))
  }
  const at = Date.parse(chain.at) / 1000
  const claims = applyTamper<Record<string, unknown>>(
    options.claims,
    {
      ...(isFirst ? { vp: draft } : draft),
      iss: did,
      iat: at,
      exp: at + 600,
      ...(challenge !== undefined && { nonce: challenge }),
      ...(domain !== undefined && { aud: domain }),
    },
    chain,
  )
  const header = applyTamper<HeaderDraft>(
    options.header,
    { alg: algorithm, typ: isFirst ? 'JWT' : 'vp+jwt', kid },
    chain,
  )
  const input = `${encode(header)}.${encode(claims)}`
  const token = `${input}.${signer.sign(input)}`
  if (form === 'json') {
    const document = { ...draft, holder: did, proof: { type: 'JwtProof2020', jwt: token } }
    return JSON.stringify(applyTamper<Record<string, unknown>>(options.document, document, chain))
  }
  if (form !== 'enveloped') return token
  return JSON.stringify(applyTamper<Record<string, unknown>>(options.document, envelope(token, 'Presentation'), chain))
}

/** VCDM 1.1 presents JWTs as they are; VCDM 2.0 in envelopes. */
function presented(text: string, isFirst: boolean): unknown {
  if (text.startsWith('{')) return JSON.parse(text)
  return isFirst ? text : envelope(text)
}

function addHolder(chain: MintedChain, did: string, pair: KeyPair, kid: string, purposes: string[]): void {
  if (chain.world.listDids().includes(did)) return
  const relationships = Object.fromEntries(purposes.map((name) => [name, [kid]]))
  chain.world.addDid({
    did,
    document: {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      verificationMethod: [verificationMethod(pair, kid)],
      ...relationships,
    },
    metadata: { created: '2025-01-01T00:00:00Z' },
  })
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
