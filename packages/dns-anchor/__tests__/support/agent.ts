import { createAgent, type IResolver, type TAgent } from '@veramo/core'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { DnsAnchor, type DnsAnchorOptions, type IDnsAnchor } from '../../src/index.js'
import { exampleResolver } from './example-dids.js'

/** An agent with the plugin, as a user makes one; `close` ends the plugin's connections. */
export function agentWith(options: DnsAnchorOptions): { agent: TAgent<IResolver & IDnsAnchor>; close: () => void } {
  const plugin = new DnsAnchor(options)
  const agent = createAgent<IResolver & IDnsAnchor>({
    schemaValidation: true,
    plugins: [new DIDResolverPlugin({ resolver: exampleResolver() }), plugin],
  })
  return { agent, close: () => plugin.close() }
}
