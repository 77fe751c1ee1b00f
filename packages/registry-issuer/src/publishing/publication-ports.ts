import type { Dereferencer } from '@trustchains/core'
import type { ResourcePublisher } from '../types/publisher.js'

/** Where a publication goes, and where it is read back from. */
export interface PublicationPorts {
  publisher: ResourcePublisher
  dereferencer: Dereferencer
}
