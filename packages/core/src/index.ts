export {
  parseDidUrl,
  normalizeDid,
  normalizeDidUrl,
  formatDidUrl,
  parseResourceReference,
  formatResourceReference,
} from './did-url.js'
export type { ParsedDidUrl, ResourceReference } from './did-url.js'
export type { JsonObject, JsonValue } from './types/json.js'
export type {
  DidDocumentEvidence,
  DidDocumentMetadata,
  DnsEvidence,
  Evidence,
  EvidenceError,
  EvidenceErrorCode,
  ExistenceEvidence,
  LeafEvidence,
  LimitHit,
  Provenance,
  ResourceEvidence,
  ResourceMetadata,
} from './types/evidence.js'
export type {
  DidTrustAnchor,
  DnsRequirement,
  DomainTrustAnchor,
  KeyPurpose,
  SignatureAlgorithm,
  TrustAnchor,
  TrustChainLimits,
  TrustPolicy,
} from './types/policy.js'
export type {
  ChainLink,
  ChainRole,
  CheckCode,
  CheckId,
  CheckResult,
  CheckStatus,
  MatchedAnchor,
  TrustChainReport,
  UnprovenFact,
  UnprovenFactKind,
  Verdict,
} from './types/report.js'
export type {
  Accreditation,
  AccreditationScope,
  Attestation,
  ChainCredential,
  CredentialKind,
  DataModel,
  Dialect,
  FrameworkPolicy,
  ParentPolicy,
  ReadScope,
  RootAuthorization,
  SchemaReference,
  StatedDate,
} from './types/credential.js'
export { decodeJws } from './decode/decode-jws.js'
export type { DecodedJws, JwsOutcome } from './decode/decode-jws.js'
export { validatePresentation } from './presentation/validate-presentation.js'
export {
  decodePresentation,
  type DecodedPresentation,
  type PresentationBinding,
  type PresentationOutcome,
} from './presentation/decode-presentation.js'
export { presentationGuide, type PresentationCheckExplanation } from './presentation/presentation-guide.js'
export type {
  PresentationCheckId,
  PresentationCheckResult,
  PresentationEvidence,
  PresentationReport,
  PresentationRequest,
} from './types/presentation.js'
export type { AgentProof } from './types/agent-proof.js'
export type { DataIntegrityProof, DataIntegrityProofs, EmbeddedProof, ExternalProof } from './types/proof.js'
export type { Cryptosuite } from './data-integrity/cryptosuite.js'
export type {
  DnsAnchorCheck,
  DnsAnchorFormat,
  DnsAnchorLevel,
  DnsAnchorRecord,
  DnsAnchorReport,
  DnsBacklink,
  DnsDomainReport,
  DnsLookupReport,
  DnsProofMessage,
  DnsSecurityState,
  DomainLinkageCredential,
  DomainLinkageCredentialCode,
  DomainLinkageReport,
} from './types/dns-anchor-report.js'
export type { DnsAnchorSummary } from './types/dns-anchor-summary.js'
export { dnsInquiries } from './dns/dns-inquiries.js'
export type { DnsInquiry } from './dns/dns-inquiries.js'
export { dnsReportFault } from './dns/dns-report-fault.js'
export { reachesLevel } from './dns/dns-level.js'
export type { Dereferencer, DereferenceOptions, DereferencedResource } from './types/dereferencer.js'
export { TrustChainError } from './trust-chain-error.js'
export type { TrustChainErrorCode } from './trust-chain-error.js'
export { parseTime, formatTime } from './parse-time.js'
export { decodeCredential } from './decode/decode-credential.js'
export type { DecodedCredential } from './decode/decode-credential.js'
export type { FormatFault } from './decode/format-fault.js'
export { chainTypes, genericTypes, kindOfType } from './decode/credential-kind.js'
export { parseJson, parseJsonObject } from './decode/parse-json.js'
export type { ParsedJson } from './decode/parse-json.js'
export { importVerificationMethod } from './keys/import-key.js'
export { KeyCache } from './keys/key-cache.js'
export type { ImportedKey, KeyImport, KeyType } from './keys/imported-key.js'
export { verifySignature } from './keys/verify-signature.js'
export { freezeData } from './freeze-data.js'
export { defaultLimits, clockSkewMs } from './default-limits.js'
export { resolvePolicy } from './resolve-policy.js'
export type { ResolvedDidAnchor, ResolvedPolicy } from './resolve-policy.js'
export { inflateList, type InflatedList } from './status/inflate-list.js'
export {
  readStatusEntry,
  type StatusEntry,
  type StatusEntryOutcome,
  type StatusListForm,
  type StatusPurpose,
} from './status/read-status-entry.js'
export { readStatusList } from './status/read-status-list.js'
export type { StatusList, StatusListOutcome } from './status/status-list.js'
export { maxStatusEntries, statusListUrls } from './status/status-list-urls.js'
export { statusValue } from './status/status-value.js'
export { claimedIssuance } from './chain/own-date.js'
export { timestampTime } from './existence/timestamp-time.js'
export { isWhatWasAsked } from './checks/is-what-was-asked.js'
export { hasLedgerTime } from './chain/ledger-time.js'
export { isAllowedUrl, isHostPattern } from './allowed-host.js'
export { holdsIn } from './jurisdiction/holds-in.js'
export { isLoopbackAddress, isPublicAddress } from './public-address.js'
export { keysOf } from './checks/keys-of.js'
export type { DocumentKey } from './checks/keys-of.js'
export { ValidationMemo } from './chain/validation-memo.js'
export type { ValidationMemoOptions } from './chain/validation-memo.js'
export { validateChain, validateDraft } from './validate-chain.js'
export type { ValidateOptions } from './validate-chain.js'
export { checkGuide } from './guide/check-guide.js'
export type { CheckExplanation } from './guide/check-guide.js'
export { codeGuide } from './guide/code-guide.js'
export type { CodeExplanation } from './guide/code-explanation.js'
