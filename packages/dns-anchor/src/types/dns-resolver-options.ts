/** A resolver to ask. None is trusted where answers are validated here. */
export interface DnsResolverAddress {
  /**
   * `udp://127.0.0.1:53` (with TCP where an answer is too long), `tcp://…`, `tls://dns.example:853` (DNS over TLS, RFC
   * 7858) or `https://dns.example/dns-query` (DNS over HTTPS, RFC 8484, HTTP/2). Ports may be left out. UDP and TCP need
   * an IP address.
   */
  url: string
  /** Certificate authorities to trust for this resolver instead of the system's, PEM. */
  ca?: string
  /** The name that its certificate must have, where it is not the host of the URL. */
  serverName?: string
}
