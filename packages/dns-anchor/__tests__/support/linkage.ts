import { createPrivateKey, sign } from 'node:crypto'
import type { JsonObject } from '@trustchains/core'
import { rootDid, rootKey } from './example-dids.js'

/** When the credentials of the tests hold. */
export const linkageDates = { issuanceDate: '2026-01-01T00:00:00Z', expirationDate: '2090-01-01T00:00:00Z' }

const seconds = (time: string): number => Date.parse(time) / 1000

/** What a Domain Linkage Credential says, as Well Known DID Configuration has it. */
export function linkageClaims(
  origin: string,
  did = rootDid,
): { header: JsonObject; payload: JsonObject; vc: JsonObject } {
  const vc: JsonObject = {
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://identity.foundation/.well-known/did-configuration/v1',
    ],
    issuer: did,
    ...linkageDates,
    type: ['VerifiableCredential', 'DomainLinkageCredential'],
    credentialSubject: { id: did, origin },
  }
  const [nbf, exp] = [seconds(linkageDates.issuanceDate), seconds(linkageDates.expirationDate)]
  return { header: { alg: 'EdDSA', kid: `${did}#key-1` }, payload: { iss: did, sub: did, nbf, exp, vc }, vc }
}

/** A JWT signed with the root's key. */
export function linkageJwt(header: JsonObject, payload: JsonObject): string {
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const key = createPrivateKey({ key: rootKey, format: 'jwk' })
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
}

/** A credential that is good for the origin. */
export function goodLinkage(origin: string, did = rootDid): string {
  const { header, payload } = linkageClaims(origin, did)
  return linkageJwt(header, payload)
}

/** A DID configuration with these entries. */
export const didConfiguration = (...entries: unknown[]): string =>
  JSON.stringify({ '@context': 'https://identity.foundation/.well-known/did-configuration/v1', linked_dids: entries })
