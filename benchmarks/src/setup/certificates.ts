import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const keyOptions = {
  EdDSA: ['-newkey', 'ed25519'],
  ES256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
} as const

/**
 * A path of certificates, made by the command `openssl`.
 *
 * @param length - certificates, root and leaf included
 * @returns DER, leaf first; undefined where the command is not there or can't do it
 */
export function makeCertificates(algorithm: keyof typeof keyOptions, length: number): Buffer[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bench-x509-'))
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  }
  try {
    writeFileSync(join(folder, 'ca.cnf'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n')
    writeFileSync(join(folder, 'leaf.cnf'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n')
    for (let index = 0; index < length; index += 1) {
      const [name, issuer] = [`c${String(index)}`, `c${String(index - 1)}`]
      const request = ['req', '-new', ...keyOptions[algorithm], '-noenc', '-sha256', '-subj', `/O=Benchmark/CN=${name}`]
      run(...request, '-keyout', `${name}.key`, '-out', `${name}.csr`)
      const extensions = ['-extfile', index === length - 1 ? 'leaf.cnf' : 'ca.cnf', '-days', '30', '-sha256']
      const signer =
        index === 0
          ? ['-signkey', `${name}.key`]
          : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
      run('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signer, ...extensions)
    }
    return Array.from({ length }, (_, index) => {
      const pem = readFileSync(join(folder, `c${String(length - 1 - index)}.pem`))
      return Buffer.from(new X509Certificate(pem).raw)
    })
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}
