export { TrustRegistryIssuer } from './trust-registry-issuer.js'
export { TrustRegistryIssuerError } from './trust-registry-issuer-error.js'
export type {
  FailedPublication,
  TrustRegistryIssuerErrorCode,
  TrustRegistryIssuerErrorOptions,
} from './trust-registry-issuer-error.js'
export { CheqdPublisher } from './publishing/cheqd-publisher.js'
export { LmdbOutboxStore } from './outbox/lmdb-outbox-store.js'
export type { LmdbOutboxStoreOptions } from './outbox/lmdb-outbox-store.js'
export { MemoryOutboxStore } from './outbox/memory-outbox-store.js'
export { schema } from './plugin.schema.js'
export type { BatchOptions, BatchProgress } from './types/batch-options.js'
export type {
  AccreditationOutcome,
  AttestationOutcome,
  BatchItemError,
  IssueAccreditationsArgs,
  IssueAttestationsArgs,
  IssuedAccreditations,
  IssuedAttestations,
} from './types/batches.js'
export type {
  ResumedPublication,
  ResumedPublications,
  ResumedPublicationState,
  ResumePublicationsArgs,
  UnreadableRecord,
} from './types/publications.js'
export type { OutboxChange, OutboxListOptions, OutboxRecord, OutboxStore } from './types/outbox-store.js'
export type { TrustRegistryIssuerDefaults, TrustRegistryIssuerOptions } from './types/trust-registry-issuer-options.js'
export type {
  PublicationOutcome,
  PublishManyOptions,
  PublishedResource,
  ResourcePublisher,
  ResourceToPublish,
} from './types/publisher.js'
export type {
  AccreditationKind,
  CredentialDataModel,
  GetAccreditationArgs,
  IssueAccreditationArgs,
  IssueAttestationArgs,
  IssueRootAuthorizationArgs,
  ListAccreditationsArgs,
  PublishSchemaArgs,
} from './types/arguments.js'
export type {
  PreviousVersion,
  RenewAccreditationArgs,
  RenewalImpact,
  RenewedAccreditation,
  UncoveredAccreditation,
} from './types/renewal.js'
export type { ListingGap, ListingGapReason, ListingTruncation, RegistryEntryStatus } from './types/listing.js'
export type { ITrustRegistryIssuer, TrustRegistryIssuerContext } from './types/ITrustRegistryIssuer.js'
export type {
  IssuedAccreditation,
  IssuedAttestation,
  PublicationEstimate,
  PublishedSchema,
  RegistryEntry,
  RegistryEntryError,
  RegistryEntryKind,
  RegistryEntryPage,
  ResourceDidUrls,
} from './types/results.js'
export type {
  ChangeStatusArgs,
  CreatedStatusList,
  CreateStatusListArgs,
  CredentialStatus,
  CredentialStatusEntry,
  CredentialStatusReport,
  GetStatusArgs,
  RenewStatusListArgs,
  StatusChange,
  StatusChangeError,
  StatusChanges,
  StatusListPurpose,
  StatusRequest,
  UpdatedStatusList,
} from './types/status.js'
