import type { DomainLinkageCredentialCode } from '@trustchains/core'

/** Why a Domain Linkage Credential does not count. */
export interface CredentialFault {
  readonly code: Exclude<DomainLinkageCredentialCode, 'ok'>
  /** For people. */
  readonly message: string
}
