import type { IAgentPlugin, IPluginMethodMap } from '@veramo/core-types'
import { checkMembers } from './arguments/check-members.js'
import { readResourceUrl } from './arguments/read-resource-url.js'
import { changeAccreditationStatus } from './methods/change-accreditation-status.js'
import { createStatusList } from './methods/create-status-list.js'
import { getStatus } from './methods/get-status.js'
import { issueAccreditation } from './methods/issue-accreditation.js'
import { issueAccreditations } from './methods/issue-accreditations.js'
import { issueAttestation } from './methods/issue-attestation.js'
import { issueAttestations } from './methods/issue-attestations.js'
import { issueRootAuthorization } from './methods/issue-root-authorization.js'
import { listAccreditations } from './methods/list-accreditations.js'
import { publishSchema } from './methods/publish-schema.js'
import { renewAccreditation } from './methods/renew-accreditation.js'
import { renewStatusList } from './methods/renew-status-list.js'
import { resumePublications } from './methods/resume-publications.js'
import { schema } from './plugin.schema.js'
import { readOptions, type ReadOptions } from './read-options.js'
import { getEntry } from './registry/get-entry.js'
import type { BatchOptions } from './types/batch-options.js'
import type {
  IssueAccreditationsArgs,
  IssueAttestationsArgs,
  IssuedAccreditations,
  IssuedAttestations,
} from './types/batches.js'
import type { ITrustRegistryIssuer } from './types/ITrustRegistryIssuer.js'
import type { TrustRegistryIssuerOptions } from './types/trust-registry-issuer-options.js'

/**
 * Veramo plugin that issues and publishes root authorizations, accreditations, attestations and JSON Schemas.
 *
 * It signs with the agent's keys (`createVerifiableCredential`), publishes through the agent's cheqd plugin
 * (`cheqdCreateLinkedResource`) and refuses, before it signs, what `TrustChainVerifier` of the same agent would not
 * trust (`collectTrustChainEvidence`).
 *
 * @example
 * ```ts
 * const agent = createAgent({ plugins: [...others, new TrustChainVerifier(), new TrustRegistryIssuer()] })
 * const { didUrls } = await agent.issueAccreditation({
 *   kind: 'attest',
 *   issuer: 'did:cheqd:testnet:…',
 *   subject: 'did:cheqd:testnet:…',
 *   name: 'University of Example',
 *   accreditedFor: [{ schemaId, types: ['VerifiableCredential', 'DiplomaCredential'] }],
 *   parentAccreditation,
 *   rootAuthorization,
 * })
 * ```
 */
export class TrustRegistryIssuer implements IAgentPlugin {
  readonly methods: ITrustRegistryIssuer & IPluginMethodMap
  readonly schema = schema.ITrustRegistryIssuer
  readonly #options: ReadOptions

  /**
   * @param options - publisher, sources and defaults; all may be left out
   * @throws TrustRegistryIssuerError code `invalid_setup`, naming the option
   */
  constructor(options: TrustRegistryIssuerOptions = {}) {
    const read = readOptions(options)
    this.#options = read
    // The clock is read here, once a call, and nowhere below.
    this.methods = {
      issueRootAuthorization: (args, context) => issueRootAuthorization(args, Date.now(), read, context),
      issueAccreditation: (args, context) => issueAccreditation(args, Date.now(), read, context),
      issueAttestation: (args, context) => issueAttestation(args, Date.now(), read, context),
      publishSchema: (args, context) => publishSchema(args, Date.now(), read, context),
      createStatusList: (args, context) => createStatusList(args, Date.now(), read, context),
      renewStatusList: (args, context) => renewStatusList(args, read, context),
      getStatus: (args, context) => getStatus(args, Date.now(), read, context),
      revokeAccreditation: (args, context) => changeAccreditationStatus('revoke', args, read, context),
      suspendAccreditation: (args, context) => changeAccreditationStatus('suspend', args, read, context),
      reinstateAccreditation: (args, context) => changeAccreditationStatus('reinstate', args, read, context),
      renewAccreditation: (args, context) => renewAccreditation(args, Date.now(), read, context),
      issueAccreditations: (args, context) => issueAccreditations(args, Date.now(), read, context),
      issueAttestations: (args, context) => issueAttestations(args, Date.now(), read, context),
      resumePublications: (args, context) => resumePublications(args, read, context),
      listAccreditations: (args, context) => listAccreditations(args, Date.now(), read, context),
      getAccreditation: async (args) => {
        checkMembers(args, 'getAccreditation', ['didUrl'])
        return getEntry(readResourceUrl(args.didUrl, 'didUrl'), read.dereferencer)
      },
    }
  }
  /**
   * As the agent's method of this name, with what JSON can't say: a signal, and progress.
   *
   * @param args - what to issue
   * @param options - the agent, a signal and a function that hears of progress
   * @throws TrustRegistryIssuerError as the agent's method; and the reason of the signal
   *
   * @example
   * ```ts
   * const { items } = await issuer.issueAccreditations({ accreditations }, {
   *   agent,
   *   signal: AbortSignal.timeout(600_000),
   *   onProgress: ({ done, total }) => console.log(done, total),
   * })
   * ```
   */
  async issueAccreditations(
    args: IssueAccreditationsArgs,
    { agent, ...hooks }: BatchOptions,
  ): Promise<IssuedAccreditations> {
    return issueAccreditations(args, Date.now(), this.#options, { agent }, hooks)
  }

  /**
   * As the agent's method of this name, with what JSON can't say: a signal, and progress.
   *
   * @param args - what to issue
   * @param options - the agent, a signal and a function that hears of progress
   * @throws TrustRegistryIssuerError as the agent's method; and the reason of the signal
   */
  async issueAttestations(args: IssueAttestationsArgs, { agent, ...hooks }: BatchOptions): Promise<IssuedAttestations> {
    return issueAttestations(args, Date.now(), this.#options, { agent }, hooks)
  }
}
