import { deflateSync, gzipSync } from 'node:zlib'
import { createKeyPair } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import type { JsonObject } from '../../src/index.js'

/** The least size that the W3C asks for. */
export const listSize = 131_072

/** The index of every credential here. */
export const at = 94_567

/** A list in which some entries have a value: `left` as W3C writes them, `right` as the IETF does. */
export function bitsOf(values: Readonly<Partial<Record<number, number>>>, size = 1, order = 'left'): Buffer {
  const bytes = Buffer.alloc((listSize * size) / 8)
  for (const [index, value] of Object.entries(values)) {
    for (let bit = 0; bit < size; bit += 1) {
      const position = Number(index) * size + bit
      const within = position % 8
      const mask = (((value ?? 0) >> bit) & 1) << (order === 'left' ? 7 - within : within)
      bytes[position >> 3] = (bytes[position >> 3] as number) | mask
    }
  }
  return bytes
}

/** A list as W3C writes it: gzip, base64url. */
export const gzipped = (bytes: Uint8Array): string => gzipSync(bytes).toString('base64url')

/** A list as the IETF writes it: zlib, base64url. */
export const deflated = (bytes: Uint8Array): string => deflateSync(bytes).toString('base64url')

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs claims with the key that an actor of the chain with this seed has. */
export function signed(chain: MintedChain, actor: string, claims: object, header: object = { typ: 'vc+jwt' }): string {
  const pair = createKeyPair('EdDSA', `chain/key/${actor}/EdDSA/`)
  const input = `${encode({ alg: 'EdDSA', kid: `${chain.did(actor)}#key-1`, ...header })}.${encode(claims)}`
  return `${input}.${pair.sign(input)}`
}

/** The DID URL of an actor's list. */
export const listUrl = (did: string, type = 'BitstringStatusListCredential', name = 'list'): string =>
  `${did}?resourceName=${name}&resourceType=${type}`

/** A W3C entry for a list. */
export const entry = (url: string, more: JsonObject = {}): JsonObject => ({
  id: `${url}#${String(at)}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(at),
  statusListCredential: url,
  ...more,
})

/** A BitstringStatusListCredential of VCDM 2.0 by an actor. */
export const listCredential = (
  issuer: string,
  bits: Uint8Array,
  more: JsonObject = {},
  subject: JsonObject = {},
): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer,
  validFrom: '2026-01-10T00:00:00Z',
  credentialSubject: {
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: `u${gzipped(bits)}`,
    ...subject,
  },
  ...more,
})
