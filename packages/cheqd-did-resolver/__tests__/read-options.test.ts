import { CheqdResolverError, createDereferencer, getResolver, type CheqdResolverOptions } from '../src/index.js'

function refusal(options: unknown): CheqdResolverError {
  for (const make of [getResolver, createDereferencer]) {
    try {
      make(options as CheqdResolverOptions)
    } catch (error) {
      expect(error).toBeInstanceOf(CheqdResolverError)
      expect((error as CheqdResolverError).code).toBe('invalidOptions')
      return error as CheqdResolverError
    }
  }
  throw new Error('the options were taken')
}

describe('misused options are refused at once, naming the option', () => {
  it.each<[string, unknown, RegExp]>([
    ['an unknown option', { timeout: 5 }, /options\.timeout is no known option/],
    [
      'an unknown field of a network',
      { testnet: { url: 'https://a.example' } },
      /options\.testnet\.url is no known option/,
    ],
    ['a network without a source', { testnet: {} }, /options\.testnet must have one of/],
    [
      'a network of two sources',
      { testnet: { resolverUrl: 'https://a.example', rpcUrl: 'https://b.example' } },
      /one of/,
    ],
    [
      'a source that is no URL',
      { testnet: { resolverUrl: 'resolver.cheqd.net' } },
      /options\.testnet\.resolverUrl must be/,
    ],
    ['a source that is not http(s)', { mainnet: { rpcUrl: 'file:///etc/passwd' } }, /options\.mainnet\.rpcUrl .*file:/],
    ['plain http to another host', { testnet: { rpcUrl: 'http://rpc.example' } }, /must be https.*allowInsecure/],
    [
      'plain http to a name that starts like loopback',
      { testnet: { rpcUrl: 'http://127.0.0.1.example' } },
      /must be https/,
    ],
    ['a password in the URL', { testnet: { rpcUrl: 'https://me:secret@rpc.example' } }, /must not carry/],
    ['a network as a string', { testnet: 'https://resolver.example' }, /options\.testnet must be an object/],
    ['no time at all', { timeoutMs: 0 }, /options\.timeoutMs must be an integer/],
    ['a time that is no number', { timeoutMs: '5000' }, /options\.timeoutMs/],
    ['a size that is no integer', { maxContentBytes: 1.5 }, /options\.maxContentBytes/],
    ['a cache without bounds', { cache: { maxBytes: Infinity } }, /options\.cache\.maxBytes/],
    ['a switch that is no boolean', { verifyChecksum: 'no' }, /options\.verifyChecksum must be true or false/],
  ])('%s', (_what, options, message) => {
    expect(refusal(options).message).toMatch(message)
  })

  it('a password in a URL is not repeated in the message', () => {
    expect(refusal({ testnet: { rpcUrl: 'https://me:secret@rpc.example' } }).message).not.toContain('secret')
  })

  it('a limit of a single call that is no size', async () => {
    const { dereference } = createDereferencer()
    await expect(dereference('did:cheqd:testnet:x', { maxBytes: -1 })).rejects.toMatchObject({ code: 'invalidOptions' })
  })
})

describe('options that are in order are taken', () => {
  it.each<[string, CheqdResolverOptions | undefined]>([
    ['none', undefined],
    [
      'plain http to loopback',
      { testnet: { rpcUrl: 'http://localhost:26657' }, mainnet: { resolverUrl: 'http://[::1]:8080' } },
    ],
    ['plain http where it is allowed', { testnet: { rpcUrl: 'http://rpc.example' }, allowInsecure: true }],
    [
      'the form in which the cheqd provider takes its URL',
      { testnet: { resolverUrl: 'https://r.example/1.0/identifiers/' } },
    ],
  ])('%s', (_what, options) => {
    expect(() => getResolver(options)).not.toThrow()
  })
})
