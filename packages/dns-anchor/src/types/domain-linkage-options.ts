/** How websites are asked for their DID configuration. */
export interface DomainLinkageOptions {
  /** Certificate authorities to trust instead of the system's, PEM. */
  ca?: string
  /** Whether a domain may lead to this machine: for development and tests only. Default: false. */
  allowLoopback?: boolean
  /** The port that is asked, and part of the origin: other than 443 only with `allowLoopback`. Default: 443. */
  port?: number
}
