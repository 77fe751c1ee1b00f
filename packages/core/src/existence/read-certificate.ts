import { X509Certificate } from 'node:crypto'

const pem = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----$/
const base64 = /^[A-Za-z0-9+/\s]+={0,2}$/

/**
 * Reads one X.509 certificate, in PEM (RFC 7468) or as the base64 of its DER.
 *
 * @returns undefined where the text is no such thing, or several
 */
export function readCertificate(text: string): X509Certificate | undefined {
  const trimmed = text.trim()
  const body = pem.exec(trimmed)?.[1] ?? (base64.test(trimmed) ? trimmed : undefined)
  if (body === undefined) return undefined
  try {
    return new X509Certificate(Buffer.from(body, 'base64'))
  } catch {
    return undefined
  }
}
