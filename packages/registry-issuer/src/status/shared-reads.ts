import { findIdentifier } from '../signing/find-identifier.js'
import { loadIssuer, type LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ListReference } from './list-reference.js'
import { listVersions, readListVersion, type ListVersion } from './list-versions.js'
import { readPending, type StoredChange } from './pending-changes.js'
import type { StatusPorts } from './status-ports.js'

/** Which of the agent's keys signs. */
export interface KeyChoice {
  keyRef?: string
  kid?: string
}

/** What several credentials of a call share, read once. */
export class SharedReads {
  private readonly issuers = new Map<string, Promise<LoadedIssuer>>()
  private readonly lists = new Map<string, Promise<ListVersion>>()
  private readonly written = new Map<string, Promise<StoredChange[]>>()

  constructor(
    private readonly keys: KeyChoice,
    private readonly ports: StatusPorts,
    private readonly context: TrustRegistryIssuerContext,
  ) {}

  /** @throws TrustRegistryIssuerError `not_issuer` where the agent does not manage the DID, and as `loadIssuer` does */
  issuer(did: string): Promise<LoadedIssuer> {
    return once(this.issuers, did, async () => {
      await this.mustManage(did)
      return loadIssuer({ issuer: did, ...this.keys }, this.ports.clock(), this.context)
    })
  }

  /** The newest version of a list. */
  list(reference: ListReference): Promise<ListVersion> {
    return once(this.lists, reference.url, async () => {
      const [newest] = await listVersions(reference, this.ports.dereferencer)
      if (newest !== undefined) return readListVersion(reference, newest, this.ports.dereferencer)
      throw new TrustRegistryIssuerError('not_found', `there is no status list ${reference.url}`)
    })
  }

  /** The changes of a list that are written down. To be asked before the list: what is not there any more is on the ledger. */
  pending({ url }: ListReference): Promise<StoredChange[]> {
    return once(this.written, url, () => readPending(this.ports.store, url))
  }

  /** What is read next is read anew. */
  forgetLists(): void {
    this.lists.clear()
  }

  private async mustManage(did: string): Promise<void> {
    try {
      await findIdentifier(did, this.context)
    } catch (cause) {
      if (!(cause instanceof TrustRegistryIssuerError) || cause.code !== 'invalid_argument') throw cause
      const message = `${did}, which issued the credential, is no DID that this agent manages. Nothing was signed`
      throw new TrustRegistryIssuerError('not_issuer', message, { cause })
    }
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? read()
  known.set(key, found)
  return found
}
