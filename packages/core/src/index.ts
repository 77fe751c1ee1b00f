export { parseDidUrl, normalizeDid, normalizeDidUrl, formatDidUrl, parseResourceReference, formatResourceReference } from './did-url.js'
export type { ParsedDidUrl, ResourceReference } from './did-url.js'
export type { JsonObject, JsonValue } from './types/json.js'
export type {
  DidDocumentEvidence,
  DidDocumentMetadata,
  Evidence,
  EvidenceError,
  EvidenceErrorCode,
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
  Verdict,
} from './types/report.js'
export type {
  Accreditation,
  AccreditationScope,
  Attestation,
  ChainCredential,
  CredentialKind,
  Dialect,
  FrameworkPolicy,
  ParentPolicy,
  RootAuthorization,
  StatedDate,
} from './types/credential.js'
export type { DecodedJws } from './decode/decode-jws.js'
export type { Dereferencer, DereferenceOptions, DereferencedResource } from './types/dereferencer.js'
export { TrustChainError } from './trust-chain-error.js'
export type { TrustChainErrorCode } from './trust-chain-error.js'
