import type { RegistryEntryStatus } from '../types/listing.js'
import type { RegistryEntryKind } from '../types/results.js'

/** What to list, read and with its defaults. */
export interface EntryQuery {
  /** Normalised. */
  did: string
  kind?: RegistryEntryKind
  subject?: string
  schemaId?: string
  type?: string
  jurisdiction?: string
  /** Milliseconds since the epoch. */
  at: number
  /** Whether `at` was asked for; otherwise it is the time of the call, and the newest of everything is meant. */
  isPast: boolean
  valid?: boolean
  /** Milliseconds since the epoch: only what holds at `at` and ends by then. */
  endsBy?: number
  status?: RegistryEntryStatus
  /** Whether entries show their status. */
  withStatus: boolean
  /** In a tree, how deep. Absent: only what the DID itself has published. */
  maxDepth?: number
  allVersions: boolean
  page: number
  pageSize: number
}
