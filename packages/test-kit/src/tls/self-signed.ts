import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../programs/find-program.js'

/** A certificate and its key, PEM. */
export interface TlsIdentity {
  cert: string
  key: string
}

/**
 * Makes a certificate that vouches for itself, by `openssl`.
 *
 * @param names - as `DNS:localhost,IP:127.0.0.1`
 */
export function selfSigned(names: string): TlsIdentity {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const args = [...request, '-keyout', key, '-out', cert, '-subj', '/CN=test', '-addext', `subjectAltName=${names}`]
  try {
    execFileSync(findProgram('openssl') ?? 'openssl', args, { stdio: 'ignore' })
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
