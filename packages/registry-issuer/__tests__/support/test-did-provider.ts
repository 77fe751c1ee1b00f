import type { IAgentContext, IIdentifier, IKeyManager } from '@veramo/core-types'
import { AbstractIdentifierProvider } from '@veramo/did-manager'

/** An identifier as a provider hands it to the agent. */
export type CreatedIdentifier = Omit<IIdentifier, 'provider'>

/** A provider of DIDs for tests: what they never ask of one refuses. */
export abstract class TestDidProvider extends AbstractIdentifierProvider {
  abstract override createIdentifier(
    args: { kms?: string; alias?: string; options?: object },
    context: IAgentContext<IKeyManager>,
  ): Promise<CreatedIdentifier>

  updateIdentifier(): Promise<IIdentifier> {
    return notNeeded()
  }

  deleteIdentifier(): Promise<boolean> {
    return Promise.resolve(true)
  }

  /** To the agent only: what the DID document says is the test's affair. */
  addKey(): Promise<object> {
    return Promise.resolve({})
  }

  removeKey(): Promise<never> {
    return notNeeded()
  }

  addService(): Promise<never> {
    return notNeeded()
  }

  removeService(): Promise<never> {
    return notNeeded()
  }
}

const notNeeded = (): Promise<never> => Promise.reject(new Error('not needed'))
