import { AbciError } from '../abci-error.js'
import type { DidDoc, DidDocWithMetadata, SignInfo, VerificationMethod } from '../proto/did-types.js'
import { splitDidUrl } from '../rules/did-url.js'
import type { MessageContext } from './context.js'
import { readLatestDid } from './did-keeper.js'

/** Finds DIDs: those that the message itself brings first, then those of the ledger. */
export type FindDid = (did: string) => DidDocWithMetadata | undefined

/** Signatures over a payload, and what they are judged with. */
export interface PayloadSignatures {
  infos: readonly SignInfo[]
  /** Gives the payload as it was sent. */
  bytes: () => Uint8Array
  find: FindDid
  verify: MessageContext['verify']
}

/** A finder over the ledger and the DIDs that a message is about to write. */
export function didFinder(context: MessageContext, inMemory: ReadonlyMap<string, DidDocWithMetadata>): FindDid {
  return (did) => inMemory.get(did) ?? readLatestDid(context, did)
}

/** Controllers of the document, or its subject where it names none. */
export function controllersOrSubject(doc: DidDoc): string[] {
  return doc.controller.length === 0 ? [doc.id] : [...doc.controller]
}

/** No value twice, sorted by code units, as the chain sorts its signers. */
export function uniqueSorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

/** Every controller of a document and of its verification methods must exist (1201). */
export function requireControllers(doc: DidDoc, find: FindDid): void {
  const controllers = [...doc.controller, ...doc.verificationMethod.map((method) => method.controller)]
  for (const did of uniqueSorted(controllers)) if (find(did) === undefined) throw new AbciError('didDocNotFound', did)
}

/** Who signs a creation, a deactivation, and a resource: controllers or subject, and the methods' controllers. */
export function signersOf(doc: DidDoc): string[] {
  return uniqueSorted([...controllersOrSubject(doc), ...doc.verificationMethod.map((method) => method.controller)])
}

/** Every signer has a signature (1101), and all of each signer's signatures hold (1202, 1100). */
export function requireAllSignatures(signers: readonly string[], signatures: PayloadSignatures): void {
  for (const signer of signers) {
    const own = signaturesBy(signatures.infos, signer)
    if (own.length === 0) throw new AbciError('signatureNotFound', `signer: ${signer}`)
    for (const info of own) requireSignature(info, signatures)
  }
}

/** Every signer has a signature (1101), and at least one of each signer's signatures holds (1100). */
export function requireOneSignature(
  signers: readonly string[],
  signatures: PayloadSignatures,
  nameOf: (signer: string) => string,
): void {
  for (const signer of signers) {
    const own = signaturesBy(signatures.infos, signer)
    if (own.length === 0)
      throw new AbciError('signatureNotFound', `there should be at least one signature by ${nameOf(signer)}`)
    if (!own.some((info) => holds(info, signatures)))
      throw new AbciError('invalidSignature', `there should be at least one valid signature by ${nameOf(signer)}`)
  }
}

function signaturesBy(infos: readonly SignInfo[], signer: string): SignInfo[] {
  return infos.filter((info) => splitDidUrl(info.verificationMethodId).did === signer)
}

function requireSignature(info: SignInfo, { bytes, find, verify }: PayloadSignatures): void {
  const method = findMethod(info.verificationMethodId, find)
  if (method === undefined) throw new AbciError('verificationMethodNotFound', info.verificationMethodId)
  if (!verify(method, bytes, info.signature))
    throw new AbciError('invalidSignature', `method id: ${info.verificationMethodId}`)
}

function holds(info: SignInfo, { bytes, find, verify }: PayloadSignatures): boolean {
  const method = findMethod(info.verificationMethodId, find)
  return method !== undefined && verify(method, bytes, info.signature)
}

function findMethod(didUrl: string, find: FindDid): VerificationMethod | undefined {
  return find(splitDidUrl(didUrl).did)?.didDoc.verificationMethod.find((method) => method.id === didUrl)
}
