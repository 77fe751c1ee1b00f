/** How a zone of the test world is signed. */
export interface WorldZone {
  name: string
  records: string[]
  /** As `dnssec-keygen -a` takes it; absent for an unsigned zone. */
  algorithm?: string
  nsec3?: 'plain' | 'opt-out'
  /** Options of `dnssec-signzone` beyond the usual. */
  signing?: string[]
  /** Changes the signed zone file. */
  tamper?: (text: string) => string
  /** What the parent says of its keys; default: the right DS with SHA-256. */
  ds?: 'none' | 'sha1' | 'sha384' | 'wrong'
}

const child = (name: string, rest: Partial<WorldZone> = {}): WorldZone => ({
  name,
  algorithm: 'ECDSAP256SHA256',
  records: [`_did TXT "did:example:${name.split('.')[0] ?? ''}"`],
  ...rest,
})

const big = Array.from({ length: 12 }, (_, index) => `big TXT "${String(index)}${'x'.repeat(200)}"`)

/** For bücher.test. */
const idn = '_did.xn--bcher-kva TXT "did:cheqd:testnet:55DBC8BF-fba3-4117-855c-1e0dc1d3bb47"'

/** A private root, a top-level domain and below it one zone for each way to be signed, or not. Parents come later. */
export const worldZones: WorldZone[] = [
  child('rtao.test', {
    records: [
      '_did TXT "did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47"',
      '_did TXT "did:example:" "joined"',
      '@ A 127.0.0.1',
      '_did URI 1 0 "did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47"',
      '_did TLSA 3 1 0 302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '_scheme._trust PTR _scheme._trust.scheme.rtao.test.',
      '_scheme._trust.scheme 0 URI 10 1 "did:example:scheme"',
      '_scheme._trust.scheme 0 URI 10 1 "did:example:scheme2"',
      '*.wild TXT "did:example:wild"',
      'here.wild A 192.0.2.7',
      '*.cwild CNAME _did.ed.test.',
      'a.b.ent TXT "did:example:ent"',
      'alias CNAME _did.ed.test.',
      'twice CNAME alias',
      'toplain CNAME _did.unsigned.test.',
      'tobogus CNAME _did.bogus.test.',
      'tonothing CNAME nothing',
      'loop1 CNAME loop2',
      'loop2 CNAME loop1',
      'dn DNAME target',
      'x.target TXT "did:example:dname"',
      'MiXed TXT "did:example:mixed"',
      'host A 192.0.2.1',
      'host AAAA 2001:db8::1',
      'mail MX 10 HOST',
      '_sip._tcp SRV 1 2 3 Host',
      ...big,
    ],
  }),
  child('ed.test', {
    algorithm: 'ED25519',
    nsec3: 'plain',
    records: [
      '_did TXT "did:example:ed"',
      '@ A 10.1.2.3',
      '*.wild TXT "did:example:edwild"',
      '*.cwild CNAME _did.rtao.test.',
      'a.b.ent TXT "did:example:ent"',
      'dn DNAME rtao.test.',
      'host A 192.0.2.1',
    ],
  }),
  // One address of this machine, and one of a private network.
  child('rsa.test', {
    algorithm: 'RSASHA256',
    records: ['_did TXT "did:example:rsa"', '@ A 127.0.0.1', '@ A 10.1.2.3'],
  }),
  child('rsa512.test', { algorithm: 'RSASHA512', ds: 'sha384' }),
  child('p384.test', { algorithm: 'ECDSAP384SHA384' }),
  child('ed448.test', { algorithm: 'ED448' }),
  child('sub.optout.test'),
  child('plain.optout.test', { ds: 'none', algorithm: undefined }),
  child('only.ent.optout.test', { ds: 'none', algorithm: undefined }),
  child('optout.test', {
    nsec3: 'opt-out',
    records: ['_did TXT "did:example:optout"', '*.wild TXT "did:example:optwild"', 'host A 192.0.2.1'],
  }),
  child('unsigned.test', {
    algorithm: undefined,
    ds: 'none',
    records: [
      '_did TXT "did:example:unsigned"',
      '@ A 127.0.0.1',
      'alias CNAME _did.rtao.test.',
      'dn DNAME rtao.test.',
      '*.wild TXT "did:example:unsignedwild"',
    ],
  }),
  // Signed, but nobody above says so.
  child('island.test', { ds: 'none' }),
  child('bogus.test', { tamper: (text) => text.replaceAll('did:example:bogus', 'did:example:evil!') }),
  child('expired.test', {
    signing: ['-P', '-s', 'now-30d', '-e', 'now-10d'],
    records: ['_did TXT "did:example:expired"', '@ A 127.0.0.1'],
  }),
  child('future.test', { signing: ['-P', '-s', 'now+10d', '-e', 'now+30d'] }),
  child('wrongds.test', { ds: 'wrong' }),
  child('sha1ds.test', { ds: 'sha1' }),
  // Its answers and denials without signatures.
  child('stripped.test', { tamper: (text) => text.replaceAll(/^.*RRSIG[ \t]+(?=\S)(?!DNSKEY)[^;(]*\([^)]*\)/gm, '') }),
  child('test', { records: ['elsewhere TXT "in the top-level domain"', '*.twild TXT "did:example:twild"', idn] }),
  child('', { records: ['rootname TXT "in the root"'] }),
]
