import type { CheckResult } from '@trustchains/core'

/**
 * Why a method of this plugin did not do what it was asked. Codes never change; more may be added.
 *
 * - `invalid_argument`: an argument is missing or malformed; the message names it.
 * - `invalid_setup`: the agent lacks a plugin, or the plugin an option; the message says which to add.
 * - `refused`: a verifier would refuse the credential; `checks` has its reasons. Nothing was signed.
 * - `name_taken`: the name belongs to an accreditation of somebody else. Nothing was signed.
 * - `too_large`: the ledger would not take the resource, or there is more than is read at once. Nothing was signed.
 * - `not_found`: the ledger says that there is no such DID or resource.
 * - `unavailable`: it could not be learnt from the ledger; try again.
 * - `signing_failed`: the agent did not sign what it was asked to. Nothing was published.
 * - `publication_failed`: it was signed; `publication` says what is known of the resource.
 * - `not_issuer`: the credential's issuer is no DID of this agent, or it was not this issuer who signed it. Nothing was signed.
 * - `no_status`: the credential names no status that could say this, or one in a list that is not written here. Nothing was
 *   signed.
 * - `revoked`: the credential is revoked, which is final. Nothing was signed.
 * - `status_list_invalid`: the status list can't be read, or is not the issuer's. Nothing was signed.
 * - `status_list_full`: the status list that was named has no entry left to assign. Nothing was signed.
 * - `outbox_failed`: the outbox can't be read or written, so nothing is issued: what is not recorded could be lost or doubled.
 * - `busy`: another call, of this process or another, is at the same thing and did not end in time; try again.
 * - `lock_lost`: this process was held up so long that another took over what it was at; what it had recorded is in order.
 * - `publication_pending`: an earlier publication of this name is not finished; `resumePublications` finishes it. Nothing was
 *   signed.
 * - `idempotency_conflict`: the `idempotencyKey` was used before, with other arguments.
 */
export type TrustRegistryIssuerErrorCode =
  | 'invalid_argument'
  | 'invalid_setup'
  | 'refused'
  | 'name_taken'
  | 'too_large'
  | 'not_found'
  | 'unavailable'
  | 'signing_failed'
  | 'publication_failed'
  | 'not_issuer'
  | 'no_status'
  | 'revoked'
  | 'status_list_invalid'
  | 'status_list_full'
  | 'outbox_failed'
  | 'busy'
  | 'lock_lost'
  | 'publication_pending'
  | 'idempotency_conflict'

/** What is known of a resource whose publication failed. */
export interface FailedPublication {
  /** The pinned DID URL that it has if it was published. */
  didUrl: string
  /**
   * `absent`: it was not there when looked for, though a transaction under way may still bring it.
   * `unknown`: it could not be learnt. `different`: something else stands there.
   */
  state: 'absent' | 'unknown' | 'different'
  /**
   * Why, where it is known: `insufficient_funds`, `out_of_gas`, `wrong_sequence`, `refused` (by the ledger, for good),
   * `resource_exists`, `timeout`, `unreachable`, `aborted`, `not_signed`, `failed`.
   */
  code?: string
  /** Whether it is kept in the outbox, so that `resumePublications`, or the same call again, finishes it. */
  isKept: boolean
}

/** What {@link TrustRegistryIssuerError} carries beside its code. */
export interface TrustRegistryIssuerErrorOptions extends ErrorOptions {
  checks?: CheckResult[]
  publication?: FailedPublication
}

/** The one error that this plugin throws. Neither message nor fields carry a credential or a key. */
export class TrustRegistryIssuerError extends Error {
  override readonly name = 'TrustRegistryIssuerError'
  /** For `refused`: the verifier's reasons, most telling first. Otherwise empty. */
  readonly checks: CheckResult[]
  /** For `publication_failed`. */
  readonly publication?: FailedPublication

  /**
   * @param code - stable, for programs
   * @param message - what is wrong, where, and what to do
   */
  constructor(
    readonly code: TrustRegistryIssuerErrorCode,
    message: string,
    options: TrustRegistryIssuerErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.checks = options.checks ?? []
    if (options.publication !== undefined) this.publication = options.publication
  }
}
