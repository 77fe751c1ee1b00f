import { hash, verify, X509Certificate } from 'node:crypto'
import { ASN1Obj } from '@sigstore/core'
import { parseTime } from '../parse-time.js'

/** Characters of base64: tokens with a whole chain of certificates have some ten thousand. */
const maxLength = 64 * 1024
/** Certificates sent along. */
const maxCertificates = 16
/** Octets of a number that is read: to put together a longer one takes time quadratic in its length. */
const maxIntegerLength = 8

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const generalizedTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/

const oid = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

/** Nothing weaker than SHA-256 is believed. */
const digests: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])
/** Algorithms of signatures and their digests; undefined: that of `digestAlgorithm`. */
const signatures: ReadonlyMap<string, string | undefined> = new Map([
  ['1.2.840.113549.1.1.1', undefined],
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
])

/** A timestamp whose signature verifies with the certificate that it names; who that is, nobody has judged yet. */
export interface ReadTimestamp {
  hashAlgorithm: string
  /** Lower-case hex. */
  hashedMessage: string
  /** The latest time that it can mean: its `genTime` and its accuracy; milliseconds since 1970. */
  time: number
  signer: X509Certificate
  /** Sent along, the signer's own included. */
  certificates: X509Certificate[]
}

/**
 * Reads an RFC 3161 timestamp and verifies its signature (RFC 3161 section 2.4.2; CMS, RFC 5652 section 5.6).
 *
 * @param token - TimeStampToken or TimeStampResp, DER in base64 (RFC 4648 section 4, padded)
 * @throws Error saying what is wrong with it; whatever a parser throws for bytes that are no such thing
 */
export function readTimestamp(token: string): ReadTimestamp {
  if (token.length > maxLength || !base64.test(token)) throw new Error('it is no base64 of a size that is read')
  const bytes = Buffer.from(token, 'base64')
  const root = ASN1Obj.parseBuffer(Buffer.from(bytes))
  if (tagged(root).length !== bytes.length) throw new Error('something stands behind it')
  const [contentType, content] = contentInfo(root).subs
  if (contentType?.toOID() !== oid.signedData || content === undefined) throw new Error('it is no signed data')
  const signed = only(content.subs)
  const [, , encapsulated] = signed.subs
  const [innerType, inner] = encapsulated?.subs ?? []
  if (innerType?.toOID() !== oid.tstInfo || inner === undefined) throw new Error('it is no timestamp')
  const info = only(inner.subs).value
  const certificates = certificatesOf(signed)
  const signer = verifiedSigner(only((signed.subs.at(-1) as ASN1Obj).subs), info, certificates)
  return { ...readInfo(ASN1Obj.parseBuffer(Buffer.from(info))), signer, certificates }
}

/** A TimeStampResp has the token behind its status. */
function contentInfo(root: ASN1Obj): ASN1Obj {
  const [first, token] = root.subs
  if (first?.tag.isOID()) return root
  const status = integerOf(first?.subs[0])
  // granted, grantedWithMods
  if ((status !== 0n && status !== 1n) || token === undefined) throw new Error('the authority granted no timestamp')
  return token
}

function certificatesOf(signed: ASN1Obj): X509Certificate[] {
  const set = signed.subs.find((sub) => sub.tag.isContextSpecific(0))
  if (set === undefined) throw new Error('it carries no certificate; ask the authority for it (certReq)')
  if (set.subs.length > maxCertificates) throw new Error('it carries too many certificates')
  return set.subs.map((certificate) => new X509Certificate(tagged(certificate)))
}

/** The certificate of whoever signed; its signature over the signed attributes verifies, and they are about `info`. */
function verifiedSigner(signerInfo: ASN1Obj, info: Buffer, certificates: readonly X509Certificate[]): X509Certificate {
  const [, sid, digestAlgorithm, attributes, signatureAlgorithm, signature] = signerInfo.subs
  if (attributes?.tag.isContextSpecific(0) !== true || signature === undefined)
    throw new Error('it signs no attributes')
  const digest = digests.get(digestAlgorithm?.subs[0]?.toOID() ?? '')
  const algorithm = signatureAlgorithm?.subs[0]?.toOID() ?? ''
  if (digest === undefined || !signatures.has(algorithm)) throw new Error('its algorithm is none that is known')
  if (attribute(attributes, oid.contentType)?.toOID() !== oid.tstInfo) throw new Error('it signs another content')
  const hashed = attribute(attributes, oid.messageDigest)?.value
  if (hashed?.equals(hash(digest, info, 'buffer')) !== true) throw new Error('it signs another time')
  const signer = certificates.find((certificate) => isNamed(certificate, attributes))
  if (signer === undefined || sid === undefined) throw new Error('it names no certificate that it carries')
  // Signed as a SET OF, whatever its tag in the token (RFC 5652 section 5.4).
  const input = tagged(attributes, 0x31)
  if (!verify(signatures.get(algorithm) ?? digest, input, signer.publicKey, signature.value)) {
    throw new Error('its signature does not verify')
  }
  return signer
}

/** The signed attributes name the signer's certificate by its hash, so that no other of the same key takes its place. */
function isNamed({ raw }: X509Certificate, attributes: ASN1Obj): boolean {
  const second = attribute(attributes, oid.signingCertificateV2)?.subs[0]?.subs[0]
  if (second !== undefined) {
    const [first, next] = second.subs
    const named = first?.tag.isOctetString() === true ? undefined : digests.get(first?.subs[0]?.toOID() ?? '')
    const [algorithm, value] = named === undefined ? ['sha256', first] : [named, next]
    return value?.tag.isOctetString() === true && value.value.equals(hash(algorithm, raw, 'buffer'))
  }
  // RFC 2634 knows SHA-1 only. It is the authority that chose what it names, so a collision would be its own.
  const first = attribute(attributes, oid.signingCertificate)?.subs[0]?.subs[0]?.subs[0]
  return first?.value.equals(hash('sha1', raw, 'buffer')) === true
}

/** The one value of a signed attribute that stands once. */
function attribute(attributes: ASN1Obj, type: string): ASN1Obj | undefined {
  const found = attributes.subs.filter(({ subs }) => subs[0]?.toOID() === type)
  if (found.length > 1) throw new Error('a signed attribute stands twice')
  const set = found[0]?.subs[1]
  return set && only(set.subs)
}

function readInfo(info: ASN1Obj): Pick<ReadTimestamp, 'hashAlgorithm' | 'hashedMessage' | 'time'> {
  const [version, , imprint, , genTime, ...others] = info.subs
  if (integerOf(version) !== 1n) throw new Error('it is of another version')
  const hashAlgorithm = digests.get(imprint?.subs[0]?.subs[0]?.toOID() ?? '')
  const hashedMessage = imprint?.subs[1]?.value.toString('hex')
  if (hashAlgorithm === undefined || hashedMessage === undefined) throw new Error('its hash is none that is known')
  const accuracy = others.find(({ tag }) => tag.isUniversal() && tag.constructed)
  return { hashAlgorithm, hashedMessage, time: timeOf(genTime) + (accuracy === undefined ? 0 : latenessMs(accuracy)) }
}

/** RFC 3161 wants seconds and Z, and allows fractions. */
function timeOf(genTime: ASN1Obj | undefined): number {
  const text = genTime?.value.toString('latin1') ?? ''
  const match = generalizedTime.exec(text)
  const [, year, month, day, hour, minute, second, fraction = ''] = match ?? []
  const ms = match && parseTime(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`)
  if (ms === null || ms === undefined) throw new Error('its time can not be read')
  return ms
}

/** How much later it may be, by its `accuracy`: seconds, milliseconds (tag 0) and microseconds (tag 1), each optional. */
function latenessMs({ subs }: ASN1Obj): number {
  const seconds = integerOf(subs.find(({ tag }) => tag.isUniversal())) ?? 0n
  const part = (number: number): number => {
    const value = shortValue(subs.find(({ tag }) => tag.isContextSpecific(number)))
    return value === undefined ? 0 : Number.parseInt(value.toString('hex'), 16)
  }
  const ms = Number(seconds) * 1000 + part(0) + Math.ceil(part(1) / 1000)
  if (!(ms >= 0)) throw new Error('its accuracy can not be read')
  return ms
}

/** An INTEGER; nobody is known to have made it yet. */
function integerOf(object: ASN1Obj | undefined): bigint | undefined {
  return shortValue(object) && object?.toInteger()
}

function shortValue(object: ASN1Obj | undefined): Buffer | undefined {
  if (object !== undefined && object.value.length > maxIntegerLength) {
    throw new Error('a number in it is longer than it may be')
  }
  return object?.value
}

function only(items: readonly ASN1Obj[]): ASN1Obj {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error('it has none, or several, of what it must have one')
  return item
}

/** The bytes of an object, its content as they stand. */
function tagged({ tag, value }: ASN1Obj, tagByte = tag.toDER()): Buffer {
  const { length } = value
  if (length < 0x80) return Buffer.concat([Buffer.of(tagByte, length), value])
  const digits = length.toString(16)
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return Buffer.concat([Buffer.of(tagByte, 0x80 | octets.length), octets, value])
}
