/** Names of the test world, each another way to answer, and the record types that every one of them is asked for. */
export const worldNames = [
  '.',
  'test',
  'rootname',
  'nope',
  'elsewhere.test',
  'nope.test',
  'x.twild.test',
  '_did.rtao.twild.test',
  ...['ed', 'rsa', 'rsa512', 'p384', 'ed448', 'sub.optout', 'plain.optout', 'only.ent.optout', 'optout'].flatMap(under),
  ...['unsigned', 'island', 'bogus', 'expired', 'future', 'wrongds', 'stripped'].flatMap(under),
  ...['', '_did.', '_DID.', 'nope.', 'x.wild.', 'x.y.wild.', 'here.wild.', '*.wild.', 'wild.', 'x.cwild.'].map(inRtao),
  ...['ent.', 'b.ent.', 'a.b.ent.', 'alias.', 'twice.', 'toplain.', 'tobogus.', 'tonothing.', 'loop1.'].map(inRtao),
  ...['dn.', 'x.dn.', 'y.dn.', 'MIXED.', 'host.', 'mail.', '_sip._tcp.', 'big.', '_scheme._trust.'].map(inRtao),
  '_scheme._trust.scheme.rtao.test',
  'x.wild.ed.test',
  'x.cwild.ed.test',
  'x.y.ed.test',
  'ent.ed.test',
  'a.b.ent.ed.test',
  '_did.dn.ed.test',
  'ent.optout.test',
  'x.wild.optout.test',
  'alias.unsigned.test',
  'x.wild.unsigned.test',
  '_did.dn.unsigned.test',
]

export const worldTypes = ['TXT', 'URI', 'TLSA', 'PTR', 'A', 'DS', 'DNSKEY', 'CNAME', 'NS', 'SOA', 'MX', 'SRV'] as const

function under(zone: string): string[] {
  return [`${zone}.test`, `_did.${zone}.test`, `nope.${zone}.test`]
}

function inRtao(prefix: string): string {
  return `${prefix}rtao.test`
}
