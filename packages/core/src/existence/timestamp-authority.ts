import type { X509Certificate } from 'node:crypto'
import { X509Certificate as ParsedCertificate } from '@sigstore/core'

/** id-kp-timeStamping (RFC 3161 section 2.3). */
const timeStamping = '1.3.6.1.5.5.7.3.8'
const extendedKeyUsage = '2.5.29.37'
/** Certificates between an authority's and one that the policy names, both counted. */
const maxPath = 5

/**
 * Whether a certificate is that of a timestamp authority which the policy trusts: for timestamps only, valid at the time
 * stamped, and named by the policy or issued, by way of the certificates sent along, by one that is (RFC 5280 section
 * 6.1 without names, policies and revocation, which a relying party leaves to the authorities that it names).
 *
 * @param at - the time stamped, milliseconds since 1970
 */
export function isTimestampAuthority(
  signer: X509Certificate,
  sentAlong: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  at: number,
): boolean {
  if (!isForTimestampsOnly(signer)) return false
  let certificate = signer
  for (let below = 0; below < maxPath; below += 1) {
    const current = certificate
    if (!isValidAt(current, at)) return false
    if (authorities.some(({ raw }) => raw.equals(current.raw))) return true
    const isAbove = (issuer: X509Certificate): boolean => isValidAt(issuer, at) && issued(issuer, current, below)
    if (authorities.some(isAbove)) return true
    const next = sentAlong.find((issuer) => !issuer.raw.equals(current.raw) && isAbove(issuer))
    if (next === undefined) return false
    certificate = next
  }
  return false
}

/** The extension stands once, is critical, and names nothing else (RFC 3161 section 2.3). */
function isForTimestampsOnly({ keyUsage, raw }: X509Certificate): boolean {
  // Node's types call it possibly undefined only in its documentation.
  const usages = keyUsage as readonly string[] | undefined
  if (usages?.length !== 1 || usages[0] !== timeStamping) return false
  return ParsedCertificate.parse(Buffer.from(raw)).extension(extendedKeyUsage)?.critical === true
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo)

/** @param below - certificates of authorities between the issued one and the signer's */
function issued(issuer: X509Certificate, certificate: X509Certificate, below: number): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false
  const most = ParsedCertificate.parse(Buffer.from(issuer.raw)).extBasicConstraints?.pathLenConstraint
  return (most === undefined || BigInt(below) <= most) && certificate.verify(issuer.publicKey)
}
