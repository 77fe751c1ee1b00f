export { TrustChainVerifier } from './trust-chain-verifier.js'
export { TrustChainVerifierError } from './trust-chain-verifier-error.js'
export type { TrustChainVerifierErrorCode } from './trust-chain-verifier-error.js'
export type { SharedStore, TrustChainCacheOptions } from './types/trust-chain-cache-options.js'
export type { HttpsSourceSettings, TrustChainSources } from './types/trust-chain-sources.js'
export type { TrustChainVerifierOptions } from './types/trust-chain-verifier-options.js'
export type {
  CollectTrustChainEvidenceArgs,
  ExplainTrustChainArgs,
  ITrustChainVerifier,
  ITrustChainVerifierContext,
  TrustChainExplanation,
  TrustChainExplanationFormat,
  VerifyTrustChainArgs,
} from './types/ITrustChainVerifier.js'
export type { CredentialObject } from './types/credential-object.js'
export type { VerifyTrustChainEvidenceArgs } from './types/verify-trust-chain-evidence.js'
export type { PresentationObject, VerifyPresentationTrustChainsArgs } from './types/verify-presentation-trust-chains.js'
export type {
  AccreditationSearch,
  AuthorizedAction,
  CheckIssuerAuthorizationArgs,
  IssuerAuthorization,
} from './types/check-issuer-authorization.js'
export type { TrustChainProgress, TrustChainReportsOptions } from './types/trust-chain-reports-options.js'
export type {
  TrustChainItem,
  TrustChainItemError,
  TrustChainItemErrorCode,
  TrustChainResult,
  TrustChainResults,
  VerifyTrustChainsArgs,
} from './types/verify-trust-chains.js'
