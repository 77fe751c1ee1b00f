import type {
  IAgentContext,
  ICredentialIssuer,
  IDIDManager,
  IKeyManager,
  IPluginMethodMap,
  IResolver,
} from '@veramo/core-types'
import type {
  GetAccreditationArgs,
  IssueAccreditationArgs,
  IssueAttestationArgs,
  IssueRootAuthorizationArgs,
  ListAccreditationsArgs,
  PublishSchemaArgs,
} from './arguments.js'
import type {
  IssueAccreditationsArgs,
  IssueAttestationsArgs,
  IssuedAccreditations,
  IssuedAttestations,
} from './batches.js'
import type { ResumedPublications, ResumePublicationsArgs } from './publications.js'
import type { RenewAccreditationArgs, RenewedAccreditation } from './renewal.js'
import type {
  IssuedAccreditation,
  IssuedAttestation,
  PublishedSchema,
  RegistryEntry,
  RegistryEntryPage,
} from './results.js'
import type {
  ChangeStatusArgs,
  CreatedStatusList,
  CreateStatusListArgs,
  CredentialStatusReport,
  GetStatusArgs,
  RenewStatusListArgs,
  StatusChanges,
  UpdatedStatusList,
} from './status.js'

/** What the plugin asks of the agent it is in. */
export type TrustRegistryIssuerContext = IAgentContext<
  IResolver &
    Pick<IDIDManager, 'didManagerGet' | 'didManagerFind'> &
    Pick<IKeyManager, 'keyManagerSign'> &
    Pick<ICredentialIssuer, 'createVerifiableCredential'>
>

/**
 * Issues and publishes trust chains: root authorizations, accreditations, attestations and the schemas that they name.
 *
 * All methods throw `TrustRegistryIssuerError`: `invalid_argument` names the field, `invalid_setup` the plugin to add.
 *
 * @public
 */
export interface ITrustRegistryIssuer extends IPluginMethodMap {
  /**
   * Signs and publishes a root authorization: the start of a trust chain.
   *
   * @param args - what to issue
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `refused` and `checks` where a verifier would refuse it,
   *   `name_taken`, `too_large`, `unavailable`, `signing_failed`, `publication_failed`
   */
  issueRootAuthorization(
    args: IssueRootAuthorizationArgs,
    context: TrustRegistryIssuerContext,
  ): Promise<IssuedAccreditation>

  /**
   * Signs and publishes an accreditation, unless a verifier would refuse it.
   *
   * @param args - what to issue
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `refused` and `checks` where a verifier would refuse it,
   *   `name_taken`, `too_large`, `unavailable`, `signing_failed`, `publication_failed`
   */
  issueAccreditation(args: IssueAccreditationArgs, context: TrustRegistryIssuerContext): Promise<IssuedAccreditation>

  /**
   * Signs an attestation, unless a verifier would refuse it: a domain credential that names its accreditation.
   *
   * @param args - what to issue
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `refused` and `checks` where a verifier would refuse it,
   *   `unavailable`, `signing_failed`
   */
  issueAttestation(args: IssueAttestationArgs, context: TrustRegistryIssuerContext): Promise<IssuedAttestation>

  /**
   * Publishes a JSON Schema.
   *
   * @param args - what to publish
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `too_large`, `unavailable`, `publication_failed`
   */
  publishSchema(args: PublishSchemaArgs, context: TrustRegistryIssuerContext): Promise<PublishedSchema>

  /**
   * Publishes a new version of a root authorization or accreditation, under its name: more time, another scope, another
   * parent. References by name mean it at once, pinned ones go on to mean the version before, which must not permit more
   * than the newest. What stands below on the ledger is judged as if the new version were there, and `impact` says what
   * would no longer be trusted; with `dryRun` before anything is signed.
   *
   * @param args - which, and what changes
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError as `issueAccreditation`, and `not_found`; `refused` too where the version before is
   *   revoked or suspended (`status`), or the new one would begin later (`validity`)
   */
  renewAccreditation(args: RenewAccreditationArgs, context: TrustRegistryIssuerContext): Promise<RenewedAccreditation>

  /**
   * Signs and publishes many accreditations of one issuer. Each is checked as `issueAccreditation` does it, and what stands
   * above them is read once; one that is refused does not stop the others. All that pass are recorded before the first is
   * signed, so that `resumePublications` finishes the whole batch after a crash. From within the process,
   * `TrustRegistryIssuer.issueAccreditations` also takes a signal and tells of progress.
   *
   * @param args - what to issue
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `invalid_argument`, `idempotency_conflict`, `busy`, `outbox_failed`; what
   *   becomes of each item stands in the result
   */
  issueAccreditations(args: IssueAccreditationsArgs, context: TrustRegistryIssuerContext): Promise<IssuedAccreditations>

  /**
   * Signs many attestations. Each is checked as `issueAttestation` does it, and what stands above them is read once; one
   * that is refused does not stop the others.
   *
   * @param args - what to issue
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `invalid_argument`; what becomes of each item stands in the result
   */
  issueAttestations(args: IssueAttestationsArgs, context: TrustRegistryIssuerContext): Promise<IssuedAttestations>

  /**
   * Brings publications to their end that were under way when a process ended, the ledger was down or the payer had no
   * funds: signs what was to be signed, publishes what is not on the ledger, and finds what is. Nothing is published
   * twice, however many processes call it at once and beside calls that issue. Call it when an agent starts.
   *
   * @param args - of which DID
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `outbox_failed`; what becomes of each publication stands in the result
   */
  resumePublications(args: ResumePublicationsArgs, context: TrustRegistryIssuerContext): Promise<ResumedPublications>

  /**
   * Lists the root authorizations and accreditations that a DID has published, from the ledger itself; with `tree` all
   * that stands below them as well.
   *
   * @param args - whose, and which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `unavailable`, `too_large`
   */
  listAccreditations(args: ListAccreditationsArgs, context: TrustRegistryIssuerContext): Promise<RegistryEntryPage>

  /**
   * Reads one root authorization or accreditation from the ledger.
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `unavailable`
   */
  getAccreditation(args: GetAccreditationArgs, context: TrustRegistryIssuerContext): Promise<RegistryEntry>

  /**
   * Publishes an empty status list (W3C Bitstring Status List 1.0), in which the issuer's new credentials are put from
   * then on. Issuing with `status` makes lists by itself; this is for a name, length or ttl of one's own.
   *
   * @param args - for whom, and what for
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `name_taken`, `too_large`, `unavailable`, `signing_failed`,
   *   `publication_failed`, `outbox_failed`
   */
  createStatusList(args: CreateStatusListArgs, context: TrustRegistryIssuerContext): Promise<CreatedStatusList>

  /**
   * Signs and publishes a status list anew without changing an entry: after the key that signed it was rotated.
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `status_list_invalid`, `no_status`, `unavailable`,
   *   `signing_failed`, `publication_failed`, `busy`
   */
  renewStatusList(args: RenewStatusListArgs, context: TrustRegistryIssuerContext): Promise<UpdatedStatusList>

  /**
   * Reads the status of a credential from the ledger, as a verifier does.
   *
   * @param args - of which, and as of when
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `unavailable`: of the credential; what is wrong with its lists
   *   stands in the report
   */
  getStatus(args: GetStatusArgs, context: TrustRegistryIssuerContext): Promise<CredentialStatusReport>

  /**
   * Revokes credentials, for ever: accreditations and attestations that this agent has issued with a status. It returns
   * once a verifier reads it so from the ledger. One that is revoked already is a success.
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError where not one of them could be revoked, with the first one's code: `not_issuer`,
   *   `no_status`, `status_list_invalid`, `not_found`, `unavailable`, `too_large`, `signing_failed`, `publication_failed`,
   *   `outbox_failed`, `busy`
   */
  revokeAccreditation(args: ChangeStatusArgs, context: TrustRegistryIssuerContext): Promise<StatusChanges>

  /**
   * Suspends credentials until they are reinstated.
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError as `revokeAccreditation`, and `revoked`
   */
  suspendAccreditation(args: ChangeStatusArgs, context: TrustRegistryIssuerContext): Promise<StatusChanges>

  /**
   * Ends the suspension of credentials. What is revoked is refused (`revoked`).
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError as `revokeAccreditation`, and `revoked`
   */
  reinstateAccreditation(args: ChangeStatusArgs, context: TrustRegistryIssuerContext): Promise<StatusChanges>
}
