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
import type { RenewAccreditationArgs, RenewedAccreditation } from './renewal.js'
import type {
  IssuedAccreditation,
  IssuedAttestation,
  PublishedSchema,
  RegistryEntry,
  RegistryEntryPage,
} from './results.js'

/** What the plugin asks of the agent it is in. */
export type TrustRegistryIssuerContext = IAgentContext<
  IResolver &
    Pick<IDIDManager, 'didManagerGet'> &
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
   * Lists the root authorizations and accreditations that a DID has published, from the ledger itself; with `tree` all
   * that stands below them as well.
   *
   * @param args - whose, and which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `unavailable`, `too_large`
   */
  listAccreditations(args: ListAccreditationsArgs, context: TrustRegistryIssuerContext): Promise<RegistryEntryPage>

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
   * Reads one root authorization or accreditation from the ledger.
   *
   * @param args - which
   * @param context - of the agent, which puts it in
   * @throws TrustRegistryIssuerError with code `not_found`, `unavailable`
   */
  getAccreditation(args: GetAccreditationArgs, context: TrustRegistryIssuerContext): Promise<RegistryEntry>
}
