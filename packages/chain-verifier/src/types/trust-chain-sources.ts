import type { Dereferencer } from '@trustchains/core'

/** HTTPS servers that may be asked for what credentials name. */
export interface HttpsSourceSettings {
  /**
   * `example.org`, `example.org:8443`, or `.example.org` for all hosts below it, in lower case. What else credentials
   * name is not asked for. The policy takes the word of these hosts too, unless it has `webHosts` of its own.
   */
  allowedHosts: string[]
  /** Allows hosts of this machine, for development and tests. Default false: only public addresses are connected to. */
  allowLoopback?: boolean
  /** Certificates of the authorities to trust, PEM, in place of those of Node. */
  ca?: string
}

/** Where the evidence of a chain is read, beside DIDs, which the agent resolves. */
export interface TrustChainSources {
  /** DID-Linked Resources. Default: `createDereferencer()` of cheqd-did-resolver. */
  resources?: Dereferencer
  /** JSON Schemas and signed status lists under HTTPS URLs. Default: none are read. */
  https?: HttpsSourceSettings
}
