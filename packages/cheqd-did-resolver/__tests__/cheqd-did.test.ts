import { parseCheqdDid } from '../src/did/cheqd-did.js'

describe('parseCheqdDid', () => {
  it.each([
    'did:cheqd:mainnet:Ps1ysXP2Ae6GBfxNhNQNKN',
    'did:cheqd:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0',
    // Sixteen zero bytes.
    'did:cheqd:testnet:1111111111111111',
  ])('takes %s as it is', (did) => {
    expect(parseCheqdDid(did)).toMatchObject({ did, id: did.split(':')[3] })
    expect(parseCheqdDid(did)).not.toHaveProperty('migratedFrom')
  })

  // The ids to which the public resolver redirects these.
  it.each([
    ['did:cheqd:testnet:zHqbcXb3irKRCMst', 'did:cheqd:testnet:CpeMubv5yw63jXyrgRRsxR'],
    ['did:cheqd:testnet:zEv9FXHwp8eFeHbeTXamwda8YoPfgU12', 'did:cheqd:testnet:3KpiDD6Hxs4i2G7FtpiGhu'],
  ])('finds %s, of the first version of the ledger, where it was moved to', (legacy, migrated) => {
    expect(parseCheqdDid(legacy)).toMatchObject({ did: migrated, migratedFrom: legacy })
  })

  it.each([
    ['did:web:example.com', 'methodNotSupported'],
    ['did:cheqd:devnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0', 'invalidDid'],
    ['did:cheqd:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0', 'invalidDid'],
    ['did:cheqd:testnet:c1685ca0', 'invalidDid'],
    ['did:cheqd:testnet:0OIl0OIl0OIl0OIl', 'invalidDid'],
    [`did:cheqd:testnet:${'z'.repeat(1000)}`, 'invalidDid'],
    ['did:cheqd:testnet:a:b', 'invalidDid'],
  ])('refuses %s', (did, code) => {
    expect(() => parseCheqdDid(did)).toThrow(expect.objectContaining({ code }) as Error)
  })
})
