import type { IIdentifier } from '@veramo/core-types'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/**
 * Finds a DID among the agent's identifiers.
 *
 * @throws TrustRegistryIssuerError `invalid_argument` where it is not there; `unavailable` where that can't be learnt
 */
export async function findIdentifier(did: string, context: TrustRegistryIssuerContext): Promise<IIdentifier> {
  mustHave('didManagerGet', context)
  try {
    return await context.agent.didManagerGet({ did })
  } catch (cause) {
    // The method throws both where there is no such DID and where its database is down, and each store in words of its own.
    if (await isListed(did, context)) throw unavailable(did, cause)
    throw new TrustRegistryIssuerError(
      'invalid_argument',
      `issuer is no DID that this agent manages; create or import ${did} first`,
      { cause },
    )
  }
}

async function isListed(did: string, context: TrustRegistryIssuerContext): Promise<boolean> {
  mustHave('didManagerFind', context)
  try {
    return (await context.agent.didManagerFind({})).some((identifier) => identifier.did === did)
  } catch (cause) {
    throw unavailable(did, cause)
  }
}

function mustHave(method: 'didManagerGet' | 'didManagerFind', { agent }: TrustRegistryIssuerContext): void {
  if (typeof agent[method] === 'function') return
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    `the agent has no method ${method}; add DIDManager of @veramo/did-manager`,
  )
}

const unavailable = (did: string, cause: unknown): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'unavailable',
    `the agent could not say whether it manages ${did}; see whether its database can be reached, and try again`,
    { cause },
  )
