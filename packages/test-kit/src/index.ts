export { World } from './world.js'
export type { DidVersionOptions } from './world.js'
export type {
  WorldCall,
  WorldData,
  WorldDid,
  WorldDidVersion,
  WorldFault,
  WorldPublication,
  WorldResource,
} from './types/world.js'
export { createKeyPair } from './keys.js'
export type { KeyPair, PublicJwk } from './keys.js'
export { addDataIntegrityProof, proofOptions } from './add-data-integrity-proof.js'
export { canonicalJson } from './canonical-json.js'
export { envelope } from './envelope.js'
export type { Envelope } from './envelope.js'
export { verificationMethod } from './verification-method.js'
export type { KeyForm } from './verification-method.js'
export { mintChain } from './mint-chain.js'
export type { MintedChain, MintedLink } from './mint-chain.js'
export { mintPresentation } from './mint-presentation.js'
export type { MintPresentationOptions, PresentationDraft, PresentationForm } from './mint-presentation.js'
export type { ActorKey } from './actors.js'
export type { ChainNames, LinkTamper, LinkUrls, MintOptions, PerLink, Tamper } from './types/mint-options.js'
export type {
  ClaimsDraft,
  CredentialDraft,
  HeaderDraft,
  PolicyDraft,
  ProofDraft,
  ScopeDraft,
  SignedDraft,
  SubjectDraft,
} from './types/credential-draft.js'
export { TestKitError } from './test-kit-error.js'
export type { TestKitErrorCode } from './test-kit-error.js'
export { evidenceFromWorld } from './evidence-from-world.js'
export { loadChainCases } from './chain-cases.js'
export { implementedFeatures, judgeCase } from './judge-case.js'
export type { ChainCase, ChainExpectation, CheckFeature } from './types/chain-case.js'
export { startHostileServer, startSilentServer } from './hostile/start-hostile-server.js'
export type { HostileServer, HostileServerOptions } from './hostile/start-hostile-server.js'
export { findProgram } from './programs/find-program.js'
export { describeUnlessMissing, describeWithPrograms, describeWithVectors } from './programs/describe-unless-missing.js'
export { missingPostgres, startPostgres } from './programs/start-postgres.js'
export type { PostgresServer } from './programs/start-postgres.js'
export { freePorts } from './free-ports.js'
export { dnsPrograms, startDnsZones } from './dns/start-dns-zones.js'
export type { DnsZones } from './dns/start-dns-zones.js'
export type { TestZone } from './dns/sign-zones.js'
export { hostileBehaviours } from './hostile/hostile-behaviour.js'
export type { HostileBehaviour } from './hostile/hostile-behaviour.js'
export { selfSigned } from './tls/self-signed.js'
export type { TlsIdentity } from './tls/self-signed.js'
export { TlsServer } from './tls/tls-server.js'
export type { TlsHandler } from './tls/tls-server.js'
export { withoutCertificateChecks } from './tls/without-certificate-checks.js'
