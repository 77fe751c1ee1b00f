import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const config = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[middle]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign
[narrow-root]
basicConstraints = critical,CA:TRUE,pathlen:0
[signer]
extendedKeyUsage = critical,timeStamping
[lax]
extendedKeyUsage = timeStamping
[wide]
extendedKeyUsage = critical,timeStamping,codeSigning
[other]
extendedKeyUsage = critical,codeSigning
[service]
serial = serial
default_policy = 1.2.3.4.1
digests = sha1, sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:2
ess_cert_id_alg = sha256
`

/** What a certificate is made with. */
interface CertificateOptions {
  /** The section of its extensions. Default `signer`. */
  as?: 'root' | 'middle' | 'narrow-root' | 'signer' | 'lax' | 'wide' | 'other'
  /** Default `ec`. */
  key?: 'ec' | 'rsa' | 'ed25519'
  /** Who issues it; default: itself. */
  issuer?: string
  /** Days that it is valid from now on; negative: it has ended. Default 9,000. */
  days?: number
}

/** Timestamp authorities and those who issue their certificates, by openssl, which is none of our own code. */
export class TimestampAuthorities {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'tsa-'))

  constructor() {
    this.#write('openssl.cnf', config)
    this.#write('serial', '01')
  }

  /** Makes a key and a certificate of a name. */
  certify(name: string, { as = 'signer', key = 'ec', issuer, days = 9000 }: CertificateOptions = {}): string {
    const kinds = { ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'], rsa: ['rsa:2048'], ed25519: ['ed25519'] }
    const request = ['req', '-new', '-config', 'openssl.cnf', '-nodes', '-subj', `/CN=${name}`]
    this.#run(...request, '-newkey', ...kinds[key], '-keyout', `${name}.key`, '-out', `${name}.csr`)
    const signer =
      issuer === undefined ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`]
    const extensions = ['-extfile', 'openssl.cnf', '-extensions', as]
    const out = ['-days', String(days), '-set_serial', String(1 + Math.floor(Math.random() * 2 ** 32))]
    this.#run('x509', '-req', '-in', `${name}.csr`, ...signer, ...extensions, ...out, '-out', `${name}.pem`)
    return this.certificate(name)
  }

  /** PEM. */
  certificate(name: string): string {
    return readFileSync(path.join(this.#folder, `${name}.pem`), 'utf8')
  }

  /**
   * Stamps bytes now.
   *
   * @param options - `chain`: names of certificates that are sent along; `bare`: a TimeStampToken without response
   * @returns base64
   */
  stamp(
    name: string,
    bytes: string | Uint8Array,
    { chain = [], digest = 'sha256', signerDigest = 'sha256', bare = false, certificate = true }: StampOptions = {},
  ): string {
    this.#write('data', bytes)
    this.#write('chain.pem', chain.map((link) => this.certificate(link)).join(''))
    const asks = certificate ? ['-cert'] : []
    this.#run('ts', '-query', '-config', 'openssl.cnf', '-data', 'data', `-${digest}`, ...asks, '-out', 'query')
    const by = ['-signer', `${name}.pem`, '-inkey', `${name}.key`, `-${signerDigest}`]
    const along = chain.length > 0 ? ['-chain', 'chain.pem'] : []
    const form = bare ? ['-token_out'] : []
    const service = ['-config', 'openssl.cnf', '-section', 'service', '-queryfile', 'query']
    this.#run('ts', '-reply', ...service, ...by, ...along, ...form, '-out', 'reply')
    return readFileSync(path.join(this.#folder, 'reply')).toString('base64')
  }

  /**
   * Signs what a timestamp is made of, as it is, sound or not.
   *
   * @param info - TSTInfo, DER
   * @returns a TimeStampToken, base64
   */
  sign(name: string, info: Uint8Array): string {
    this.#write('info', info)
    const content = ['-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'info']
    const by = ['-signer', `${name}.pem`, '-inkey', `${name}.key`, '-md', 'sha256', '-cades']
    this.#run('cms', '-sign', ...content, ...by, '-outform', 'DER', '-out', 'token')
    return readFileSync(path.join(this.#folder, 'token')).toString('base64')
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }

  #write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.#folder, name), content)
  }

  #run(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
}

interface StampOptions {
  chain?: string[]
  digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  signerDigest?: 'sha256' | 'sha384' | 'sha512'
  bare?: boolean
  /** Whether the certificate is sent along. Default true. */
  certificate?: boolean
}
