import type { DIDResolutionResult } from 'did-resolver'

/** How a dereferencer of did:web behaves. */
export interface WebDereferencerOptions {
  /**
   * The servers that may be asked: `example.org`, `example.org:8443`, or `.example.org` for all hosts below it, in lower case.
   * DIDs are written by strangers, so what is not named here is not asked.
   */
  allowedHosts: string[]
  /** Allows hosts of this machine, for development and tests. Default false: only public addresses are connected to. */
  allowLoopback?: boolean
  /** Certificates of the authorities to trust, PEM, in place of those of Node. */
  ca?: string
  /** Where DID documents come from, such as a `Resolver`. Default: `did.json` of the same server, under the same bounds. */
  resolver?: { resolve(did: string): Promise<DIDResolutionResult> }
  /** Milliseconds that one question may take. Default 10,000. */
  timeoutMs?: number
}
