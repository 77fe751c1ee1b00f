import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { base58 } from '@scure/base'
import { codecs } from '../../src/proto/codecs.js'
import type { DidDocPayload, SignedMessage, SignInfo } from '../../src/proto/did-types.js'
import type { ResourcePayload } from '../../src/proto/resource-types.js'
import { verifyPayloadSignature } from '../../src/rules/payload-signature.js'
import type { MessageContext } from '../../src/modules/context.js'
import { LedgerState } from '../../src/state/ledger-state.js'
import { GasMeter } from '../../src/tx/gas-meter.js'

/** A key that signs payloads. */
export interface Key {
  privateKey: KeyObject
  /** Raw Ed25519 public key. */
  raw: Uint8Array
}

export function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, raw: Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url') }
}

export const multibaseOf = (key: Key): string => `z${base58.encode(Uint8Array.of(0xed, 0x01, ...key.raw))}`
export const signBytes = (key: Key, bytes: Uint8Array): Uint8Array => sign(null, bytes, key.privateKey)
export const newDidId = (): string => `did:cheqd:testnet:${randomUUID()}`

/** A payload that breaks no rule: one Ed25519VerificationKey2020, controlled by itself. */
export function validPayload(key: Key, over: Partial<DidDocPayload> = {}): DidDocPayload {
  const id = over.id ?? newDidId()
  return {
    context: [],
    id,
    controller: [id],
    verificationMethod: [
      {
        id: `${id}#key-1`,
        verificationMethodType: 'Ed25519VerificationKey2020',
        controller: id,
        verificationMaterial: multibaseOf(key),
      },
    ],
    authentication: [`${id}#key-1`],
    assertionMethod: [],
    capabilityInvocation: [],
    capabilityDelegation: [],
    keyAgreement: [],
    service: [],
    alsoKnownAs: [],
    versionId: randomUUID(),
    ...over,
  }
}

/** Signs a payload of a creation with keys named by their verification methods. */
export function signed<P>(
  payload: P,
  encode: (payload: P) => Uint8Array,
  ...signers: (readonly [methodId: string, key: Key])[]
): SignedMessage<P> {
  const bytes = encode(payload)
  const signatures: SignInfo[] = signers.map(([verificationMethodId, key]) => ({
    verificationMethodId,
    signature: signBytes(key, bytes),
  }))
  return { payload, signatures }
}

export const createMessage = (payload: DidDocPayload, ...signers: (readonly [string, Key])[]) =>
  signed(payload, (value) => codecs.createDidPayload.encode(value), ...signers)
export const updateMessage = (payload: DidDocPayload, ...signers: (readonly [string, Key])[]) =>
  signed(payload, (value) => codecs.updateDidPayload.encode(value), ...signers)
export const resourceMessage = (payload: ResourcePayload, ...signers: (readonly [string, Key])[]) =>
  signed(payload, (value) => codecs.createResourcePayload.encode(value), ...signers)
export const deactivateMessage = (payload: { id: string; versionId: string }, ...signers: (readonly [string, Key])[]) =>
  signed(payload, (value) => codecs.deactivateDidPayload.encode(value), ...signers)

export function validResource(did: string, over: Partial<ResourcePayload> = {}): ResourcePayload {
  return {
    data: Buffer.from('{}'),
    collectionId: did.split(':')[3] ?? '',
    id: randomUUID(),
    name: 'name',
    version: '',
    resourceType: 'Type',
    alsoKnownAs: [],
    ...over,
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What messages are executed in, at a block time that tests can choose. */
export function newContext(blockTime = new Date('2026-01-01T00:00:00Z')): MessageContext {
  return {
    state: new LedgerState(),
    namespace: 'testnet',
    blockTime,
    gas: new GasMeter(undefined),
    verify: (method, bytes, signature) => verifyPayloadSignature(method, bytes(), signature),
  }
}

/** What a refusal says: codespace, code and log. */
export function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    const { codespace, code, message } = error as { codespace: string; code: number; message: string }
    return `${codespace} ${code} ${message}`
  }
  return 'accepted'
}
