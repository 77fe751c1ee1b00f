/** A name server that takes updates (RFC 2136) for a zone, as BIND, Knot and PowerDNS do. */
export interface NameServerOptions {
  /** The zone, as `example.org`. */
  zone: string
  /** The primary server, as `tcp://192.0.2.1:53`: an IP address, and a port where it is not 53. */
  url: string
  key: TsigKeyOptions
}

/** A key that signs updates (RFC 8945). */
export interface TsigKeyOptions {
  /** As the server's configuration names it. */
  name: string
  algorithm: 'hmac-sha256' | 'hmac-sha512'
  /** Base64, at least 16 bytes. Never logged, and in no error. */
  secret: string
}
