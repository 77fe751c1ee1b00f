import { Resolver } from 'did-resolver'
import { createDereferencer, getResolver } from '../src/index.js'
import { did, resourceUrl } from './support/canned.js'

afterEach(() => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
})

it.each([{ resolverUrl: 'https://127.0.0.1:9' }, { rpcUrl: 'https://127.0.0.1:9' }])(
  'believes nobody in a process that was told to verify no certificates: $resolverUrl$rpcUrl',
  async (testnet) => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    const options = { testnet, retries: 2, retryDelayMs: 5000, timeoutMs: 3000 }
    const { didResolutionMetadata } = await new Resolver({ ...getResolver(options) }).resolve(did)
    const { dereferencingMetadata } = await createDereferencer(options).dereference(resourceUrl)
    for (const { error, message } of [didResolutionMetadata, dereferencingMetadata]) {
      expect([error, String(message)]).toEqual([
        'internalError',
        expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0'),
      ])
    }
  },
)
