// Generated from the plugin interface by `npm run schemas`. Do not edit.
import type { IAgentPluginSchema } from '@veramo/core-types'

export const schema: Record<'ITrustRegistryIssuer', IAgentPluginSchema> = {
  ITrustRegistryIssuer: {
    components: {
      schemas: {
        AccreditationKind: {
          type: 'string',
          enum: ['accredit', 'attest'],
          description: '`accredit`: may accredit others. `attest`: may issue attestations.',
        },
        AccreditationOutcome: {
          type: 'object',
          properties: {
            accreditation: { $ref: '#/components/schemas/IssuedAccreditation' },
            error: { $ref: '#/components/schemas/BatchItemError' },
          },
          description: 'One item of a batch: either what was issued, or why not.',
        },
        AccreditationScope: {
          type: 'object',
          properties: {
            schemaId: { type: 'string', description: 'DID URL (or HTTPS URL) of the JSON Schema, as written.' },
            types: { type: 'array', items: { type: 'string' } },
            limitJurisdiction: {
              type: 'array',
              items: { type: 'string' },
              description: 'ISO 3166 codes or EU authority table URLs; absent is unrestricted, empty covers nothing.',
            },
          },
          required: ['types'],
          description:
            'One entry of `accreditedFor`: a schema, the types that may be issued or accredited under it, and where.',
        },
        AttestationOutcome: {
          type: 'object',
          properties: {
            attestation: { $ref: '#/components/schemas/IssuedAttestation' },
            error: { $ref: '#/components/schemas/BatchItemError' },
          },
          description: 'One item of a batch: either what was issued, or why not.',
        },
        BatchItemError: {
          type: 'object',
          properties: {
            code: { $ref: '#/components/schemas/TrustRegistryIssuerErrorCode' },
            message: { type: 'string' },
            checks: {
              type: 'array',
              items: { $ref: '#/components/schemas/CheckResult' },
              description: "For `refused`: the verifier's reasons. Otherwise empty.",
            },
            publication: { $ref: '#/components/schemas/FailedPublication', description: 'For `publication_failed`.' },
          },
          required: ['code', 'message', 'checks'],
          description: 'Why one item of a batch came to nothing.',
        },
        ChangeStatusArgs: {
          type: 'object',
          properties: {
            credentials: {
              type: 'array',
              items: { anyOf: [{ $ref: '#/components/schemas/VerifiableCredential' }, { type: 'string' }] },
              description:
                '1 to 1,000 credentials: each as the DID URL of an accreditation, or as the credential itself, JSON with its proof or a compact JWT. All of one issuer, or of several that this agent manages.',
            },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign the lists with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            dryRun: { type: 'boolean', description: 'Shows what would change, and its cost; changes nothing.' },
          },
          required: ['credentials'],
          description: 'What revoking, suspending or reinstating takes.',
        },
        CheckCode: {
          type: 'string',
          enum: [
            'ok',
            'not_applicable',
            'policy_off',
            'not_implemented',
            'not_reached',
            'malformed',
            'ambiguous_type',
            'policy_missing',
            'policy_mismatch',
            'payload_mismatch',
            'dialect_refused',
            'crit_unknown',
            'audience_mismatch',
            'audience_missing',
            'challenge_missing',
            'challenge_mismatch',
            'replay_possible',
            'credential_missing',
            'holder_missing',
            'holder_mismatch',
            'subject_missing',
            'subject_not_holder',
            'algorithm_refused',
            'key_type_mismatch',
            'signature_invalid',
            'key_not_found',
            'key_not_authorized',
            'proof_unverified',
            'did_unresolvable',
            'did_deactivated',
            'not_yet_valid',
            'expired',
            'dates_disagree',
            'expiry_required',
            'time_unproven',
            'revoked',
            'suspended',
            'status_unavailable',
            'status_list_invalid',
            'status_required',
            'issuer_not_subject',
            'role_not_permitted',
            'scope_exceeded',
            'scope_empty',
            'schema_missing',
            'jurisdiction_exceeded',
            'path_too_long',
            'root_mismatch',
            'resource_not_found',
            'resource_unavailable',
            'resource_issuer_mismatch',
            'resource_type_mismatch',
            'checksum_mismatch',
            'superseded',
            'schema_violation',
            'schema_unavailable',
            'loop',
            'limit_exceeded',
            'framework_missing',
            'framework_refused',
            'no_trust_anchor',
            'anchor_untrusted',
            'dns_not_anchored',
            'dns_bogus',
            'dns_insecure',
            'dns_unreachable',
            'dns_backlink_missing',
            'dns_key_missing',
          ],
          description: 'The closed list of codes. Codes of one failure never change; more may be added.',
        },
        CheckId: {
          type: 'string',
          enum: [
            'format',
            'algorithm',
            'signature',
            'key-purpose',
            'did-state',
            'validity',
            'status',
            'link',
            'role',
            'scope',
            'jurisdiction',
            'path-length',
            'root-binding',
            'resource',
            'schema',
            'loop',
            'limits',
            'framework',
            'anchor',
            'dns',
          ],
          description: 'The checks (docs/verification.md), in the order in which reasons are reported.',
        },
        CheckResult: {
          type: 'object',
          properties: {
            id: { $ref: '#/components/schemas/CheckId' },
            link: {
              type: ['number', 'null'],
              description: '0 is the leaf, the root is last; null is the whole chain.',
            },
            status: { $ref: '#/components/schemas/CheckStatus' },
            code: { $ref: '#/components/schemas/CheckCode' },
            message: { type: 'string', description: 'A sentence for people, without any credential in it.' },
            clause: { type: 'string', description: 'The clause or specification that the check comes from.' },
            details: {
              $ref: '#/components/schemas/JsonObject',
              description: 'Facts behind the result: names, DID URLs, times, numbers.',
            },
          },
          required: ['id', 'link', 'status', 'code', 'message', 'clause'],
          description: 'What one check found on one link.',
        },
        CheckStatus: {
          type: 'string',
          enum: ['pass', 'fail', 'skipped', 'indeterminate'],
          description: 'How a check ended. Only `pass` and `skipped` leave a chain trusted.',
        },
        ContextType: {
          anyOf: [
            { type: 'string' },
            { type: 'object' },
            { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object' }] } },
          ],
          description: 'The data type for `@context` properties of credentials, presentations, etc.',
        },
        CreateStatusListArgs: {
          type: 'object',
          properties: {
            issuer: {
              type: 'string',
              description:
                'DID of the issuer whose credentials it is for, managed by this agent; the list is published under it.',
            },
            purpose: { $ref: '#/components/schemas/StatusListPurpose' },
            name: {
              type: 'string',
              description:
                'Resource name, 1 to 64 bytes of UTF-8, that no list of the issuer has. Default: the purpose and a random suffix.',
            },
            length: {
              type: 'number',
              description:
                'Entries: a multiple of 8 from 131,072 (the least, for the privacy of holders) to 1,048,576. Default 131,072.',
            },
            ttl: {
              type: 'number',
              description: 'Milliseconds that a reader may keep the list, 1,000 to 86,400,000. Default 300,000.',
            },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            dryRun: { type: 'boolean', description: 'Shows what would be published, and its cost; changes nothing.' },
          },
          required: ['issuer', 'purpose'],
          description: 'What creating a status list takes.',
        },
        CreatedStatusList: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            didUrls: {
              $ref: '#/components/schemas/ResourceDidUrls',
              description: '`latest` is what credentials name. In a dry run made up: each call makes new ids.',
            },
            purpose: { $ref: '#/components/schemas/StatusListPurpose' },
            length: { type: 'number', description: 'Entries that it has.' },
            capacity: {
              type: 'number',
              description:
                "Entries that are assigned before the next list is opened: so that its largest form still fits the ledger's gas.",
            },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'What the ledger says of the resource. Absent in a dry run.',
            },
            estimate: { $ref: '#/components/schemas/PublicationEstimate' },
          },
          required: ['dryRun', 'didUrls', 'purpose', 'length', 'capacity', 'estimate'],
          description: 'A status list that was created.',
        },
        CredentialDataModel: {
          type: 'string',
          enum: ['1.1', '2.0'],
          description: 'The versions of the W3C Verifiable Credentials Data Model.',
        },
        CredentialStatus: {
          type: 'string',
          enum: ['valid', 'suspended', 'revoked', 'unknown'],
          description:
            "What is known of a credential's status. `valid`: neither revoked nor suspended, or it names no status. `unknown`: the list could not be had or can't be used; a verifier does not trust the credential then. Revoked comes before suspended.",
        },
        CredentialStatusEntry: {
          type: 'object',
          properties: {
            purpose: {
              type: 'string',
              description:
                '`revocation`, `suspension` or `message` (both in one, as cheqd Studio makes them). Absent for an IETF token list.',
            },
            list: { type: 'string', description: 'URL of the list, normalised.' },
            index: { type: 'number', description: 'From 0.' },
            status: { $ref: '#/components/schemas/CredentialStatus' },
            code: {
              type: 'string',
              description:
                "The verifier's code: `ok`, `revoked`, `suspended`, `status_unavailable`, `status_list_invalid`, …",
            },
            message: { type: 'string' },
            unsigned: {
              type: 'boolean',
              description: 'Whether nobody signed the list, so that only the ledger vouches for it.',
            },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'The version of the list that counts, as the ledger names it.',
            },
          },
          required: ['list', 'index', 'status', 'code', 'message'],
          description: 'One status that a credential names.',
        },
        CredentialStatusReference: {
          type: 'object',
          properties: { id: { type: 'string' }, type: { type: 'string' } },
          required: ['id', 'type'],
          description:
            'Used for the discovery of information about the current status of a verifiable credential, such as whether it is suspended or revoked. The precise contents of the credential status information are determined by the specific `credentialStatus` type  definition and vary depending on factors such as whether it is simple to implement or if it is privacy-enhancing.\n\nSee  {@link https://www.w3.org/TR/vc-data-model/#status | Credential Status }',
        },
        CredentialStatusReport: {
          type: 'object',
          properties: {
            status: { $ref: '#/components/schemas/CredentialStatus', description: 'The worst that an entry says.' },
            at: { type: 'string', description: 'RFC 3339' },
            entries: {
              type: 'array',
              items: { $ref: '#/components/schemas/CredentialStatusEntry' },
              description:
                "In the order of the credential; empty where it names no status, so that it can't be revoked.",
            },
          },
          required: ['status', 'at', 'entries'],
          description:
            'The status of a credential at a time. Its signature and its chain are not verified: ask `verifyTrustChain`.',
        },
        CredentialSubject: {
          type: 'object',
          properties: { id: { type: 'string' } },
          description:
            'The value of the credentialSubject property is defined as a set of objects that contain one or more properties that are each related to a subject of the verifiable credential. Each object MAY contain an id.\n\nSee  {@link https://www.w3.org/TR/vc-data-model/#credential-subject | Credential Subject }',
        },
        FailedPublication: {
          type: 'object',
          properties: {
            didUrl: { type: 'string', description: 'The pinned DID URL that it has if it was published.' },
            state: {
              type: 'string',
              enum: ['absent', 'unknown', 'different'],
              description:
                '`absent`: it was not there when looked for, though a transaction under way may still bring it. `unknown`: it could not be learnt. `different`: something else stands there.',
            },
            code: {
              type: 'string',
              description:
                'Why, where it is known: `insufficient_funds`, `out_of_gas`, `wrong_sequence`, `refused` (by the ledger, for good), `resource_exists`, `timeout`, `unreachable`, `aborted`, `not_signed`, `failed`.',
            },
            isKept: {
              type: 'boolean',
              description:
                'Whether it is kept in the outbox, so that `resumePublications`, or the same call again, finishes it.',
            },
          },
          required: ['didUrl', 'state', 'isKept'],
          description: 'What is known of a resource whose publication failed.',
        },
        FormatFault: {
          type: 'object',
          properties: {
            status: {
              type: 'string',
              enum: ['fail', 'indeterminate'],
              description:
                "`fail` where the form is wrong, `indeterminate` where it is one that this version can't judge.",
            },
            code: { $ref: '#/components/schemas/CheckCode' },
            message: {
              type: 'string',
              description: "A sentence for people, without any of the credential's claims in it.",
            },
            details: { $ref: '#/components/schemas/JsonObject' },
          },
          required: ['status', 'code', 'message'],
          description: "Something wrong with a credential's form: what the check `format` reports.",
        },
        GetAccreditationArgs: {
          type: 'object',
          properties: {
            didUrl: {
              type: 'string',
              description: 'DID URL of a root authorization or accreditation: pinned, or by name and type.',
            },
          },
          required: ['didUrl'],
          description: 'Which accreditation to read.',
        },
        GetStatusArgs: {
          type: 'object',
          properties: {
            didUrl: { type: 'string', description: 'DID URL of an accreditation.' },
            credential: {
              anyOf: [{ $ref: '#/components/schemas/VerifiableCredential' }, { type: 'string' }],
              description: 'The credential itself: JSON with its proof, or a compact JWT.',
            },
            at: { type: 'string', description: 'As of this time, RFC 3339. Default: now.' },
          },
          description: 'Of which credential to get the status: one of the two.',
        },
        IssueAccreditationArgs: {
          type: 'object',
          properties: {
            kind: {
              $ref: '#/components/schemas/AccreditationKind',
              description: '`accredit`: the subject may accredit others. `attest`: it may issue attestations.',
            },
            issuer: {
              type: 'string',
              description: 'DID of the accreditor, managed by this agent; the accreditation is published under it.',
            },
            subject: { type: 'string', description: 'DID of the accredited organisation, of any method.' },
            name: { type: 'string', description: 'Resource name on the ledger, 1 to 64 bytes of UTF-8.' },
            accreditedFor: {
              type: 'array',
              items: { $ref: '#/components/schemas/AccreditationScope' },
              description: 'What the subject is accredited for. Each entry must be covered by one entry of the parent.',
            },
            parentAccreditation: {
              type: 'string',
              description: 'DID URL of the accreditation (or root authorization) that the issuer holds.',
            },
            rootAuthorization: {
              type: 'string',
              description: 'DID URL of the root authorization that the chain ends at.',
            },
            validFrom: { type: 'string', description: 'RFC 3339. Default: now.' },
            validUntil: {
              type: 'string',
              description:
                "RFC 3339, not later than the parent's. Default: one year after `validFrom`, or the end of the parent if that is earlier.",
            },
            noExpiry: {
              type: 'boolean',
              description:
                'Leaves the expiry out; only where no accreditation above expires. Not together with `validUntil`.',
            },
            maxPathLength: {
              type: 'number',
              description:
                'Accreditations to accredit that may stand below; 0: only accreditations to attest. Not for kind `attest`.',
            },
            status: {
              type: 'array',
              items: { $ref: '#/components/schemas/StatusRequest' },
              description: 'Statuses that it gets, each purpose once. Default: none, so that it can never be revoked.',
            },
            dataModel: { $ref: '#/components/schemas/CredentialDataModel', description: 'Default `1.1`.' },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            idempotencyKey: {
              type: 'string',
              description:
                'Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered for 30 days.',
            },
            dryRun: {
              type: 'boolean',
              description: 'Shows what would be signed and published, and its cost; changes nothing.',
            },
          },
          required: ['kind', 'issuer', 'subject', 'name', 'accreditedFor', 'parentAccreditation', 'rootAuthorization'],
          description: 'What issuing an accreditation takes.',
        },
        IssueAccreditationsArgs: {
          type: 'object',
          properties: {
            accreditations: {
              type: 'array',
              items: { $ref: '#/components/schemas/IssueAccreditationArgs' },
              description: '1 to 500, all of one issuer, each without `idempotencyKey` and `dryRun` of its own.',
            },
            idempotencyKey: {
              type: 'string',
              description:
                'Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments gives the same results, refusals among them, also after a crash and from another process; with other arguments it is refused. It is remembered for 30 days.',
            },
            dryRun: {
              type: 'boolean',
              description: 'Shows what would be signed and published, and its cost; changes nothing.',
            },
          },
          required: ['accreditations'],
          description: 'What issuing many accreditations takes.',
        },
        IssueAttestationArgs: {
          type: 'object',
          properties: {
            issuer: { type: 'string', description: 'DID of the trusted issuer, managed by this agent.' },
            subject: { type: 'string', description: 'Identifier of the holder: a DID of any method, or another URI.' },
            types: {
              type: 'array',
              items: { type: 'string' },
              description: 'Types of the credential; `VerifiableCredential` is put in front where it is left out.',
            },
            claims: {
              $ref: '#/components/schemas/JsonObject',
              description: 'The claims about the subject: members of `credentialSubject`, without `id`.',
            },
            schemaId: { type: 'string', description: 'DID URL of the JSON Schema, which becomes `credentialSchema`.' },
            parentAccreditation: {
              type: 'string',
              description: 'DID URL of the accreditation to attest that the issuer holds.',
            },
            rootAuthorization: {
              type: 'string',
              description: 'DID URL of the root authorization that the chain ends at.',
            },
            contexts: {
              type: 'array',
              items: { type: 'string' },
              description: 'JSON-LD context URLs to add after the one of the data model.',
            },
            validFrom: { type: 'string', description: 'RFC 3339. Default: now.' },
            validUntil: { type: 'string', description: 'RFC 3339. Default: no expiry.' },
            status: {
              type: 'array',
              items: { $ref: '#/components/schemas/StatusRequest' },
              description: 'Statuses that it gets, each purpose once. Default: none, so that it can never be revoked.',
            },
            dataModel: { $ref: '#/components/schemas/CredentialDataModel', description: 'Default `1.1`.' },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            dryRun: { type: 'boolean', description: 'Shows what would be signed; signs nothing.' },
          },
          required: ['issuer', 'subject', 'types', 'claims', 'schemaId', 'parentAccreditation', 'rootAuthorization'],
          description:
            'What issuing an attestation takes: a domain credential of an issuer that is accredited to attest.',
        },
        IssueAttestationsArgs: {
          type: 'object',
          properties: {
            attestations: {
              type: 'array',
              items: { $ref: '#/components/schemas/IssueAttestationArgs' },
              description: '1 to 500, of any issuers that the agent manages, each without `dryRun` of its own.',
            },
            dryRun: { type: 'boolean', description: 'Shows what would be signed; signs nothing.' },
          },
          required: ['attestations'],
          description: 'What issuing many attestations takes.',
        },
        IssueRootAuthorizationArgs: {
          type: 'object',
          properties: {
            issuer: {
              type: 'string',
              description:
                'DID of the root authority (rTAO), managed by this agent; the authorization is published under it.',
            },
            subject: { type: 'string', description: 'DID that the authorization is for. Default: the issuer itself.' },
            name: { type: 'string', description: 'Resource name on the ledger, 1 to 64 bytes of UTF-8.' },
            accreditedFor: {
              type: 'array',
              items: { $ref: '#/components/schemas/AccreditationScope' },
              description:
                'What may be accredited and attested below. At least one entry, each with `schemaId` and types that are not all generic.',
            },
            trustFramework: { type: 'string', description: 'URL of the governance framework.' },
            trustFrameworkId: { type: 'string', description: 'Name of the governance framework.' },
            validFrom: { type: 'string', description: 'RFC 3339. Default: now.' },
            validUntil: {
              type: 'string',
              description: "RFC 3339. Default: one year after `validFrom` (see the plugin's `defaults`).",
            },
            noExpiry: { type: 'boolean', description: 'Leaves the expiry out. Not together with `validUntil`.' },
            maxPathLength: {
              type: 'number',
              description: 'Accreditations to accredit that may stand below; 0: only accreditations to attest.',
            },
            status: {
              type: 'array',
              items: { $ref: '#/components/schemas/StatusRequest' },
              description: 'Statuses that it gets, each purpose once. Default: none, so that it can never be revoked.',
            },
            dataModel: { $ref: '#/components/schemas/CredentialDataModel', description: 'Default `1.1`.' },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            idempotencyKey: {
              type: 'string',
              description:
                'Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered for 30 days.',
            },
            dryRun: {
              type: 'boolean',
              description: 'Shows what would be signed and published, and its cost; changes nothing.',
            },
          },
          required: ['issuer', 'name', 'accreditedFor', 'trustFramework', 'trustFrameworkId'],
          description: 'What issuing a root authorization takes.',
        },
        IssuedAccreditation: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            credential: {
              $ref: '#/components/schemas/VerifiableCredential',
              description: 'The credential with its proof, as published. In a dry run unsigned: `proof` is empty.',
            },
            didUrls: {
              $ref: '#/components/schemas/ResourceDidUrls',
              description: 'In a dry run the resource of `pinned` is made up: each call makes a new id.',
            },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'What the ledger says of the resource. Absent in a dry run.',
            },
            estimate: { $ref: '#/components/schemas/PublicationEstimate' },
          },
          required: ['dryRun', 'credential', 'didUrls', 'estimate'],
          description: 'A root authorization or accreditation that was issued and published.',
        },
        IssuedAccreditations: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            failed: { type: 'number', description: 'Items with an error.' },
            items: {
              type: 'array',
              items: { $ref: '#/components/schemas/AccreditationOutcome' },
              description: 'In the order of the arguments.',
            },
          },
          required: ['dryRun', 'failed', 'items'],
          description: 'What became of many accreditations.',
        },
        IssuedAttestation: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be signed.' },
            credential: {
              $ref: '#/components/schemas/VerifiableCredential',
              description: 'The credential as JSON with its proof. In a dry run unsigned: `proof` is empty.',
            },
            jwt: { type: 'string', description: 'The same credential as a compact JWT. Absent in a dry run.' },
          },
          required: ['dryRun', 'credential'],
          description: 'An attestation that was issued. It is not published: hand it to its holder.',
        },
        IssuedAttestations: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            failed: { type: 'number', description: 'Items with an error.' },
            items: {
              type: 'array',
              items: { $ref: '#/components/schemas/AttestationOutcome' },
              description: 'In the order of the arguments.',
            },
          },
          required: ['dryRun', 'failed', 'items'],
          description: 'What became of many attestations.',
        },
        IssuerType: {
          anyOf: [{ type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }, { type: 'string' }],
          description:
            'The issuer of a  {@link  VerifiableCredential }  or the holder of a  {@link  VerifiablePresentation } .\n\nThe value of the issuer property MUST be either a URI or an object containing an id property. It is RECOMMENDED that the URI in the issuer or its id be one which, if de-referenced, results in a document containing machine-readable information about the issuer that can be used to verify the information expressed in the credential.\n\nSee  {@link https://www.w3.org/TR/vc-data-model/#issuer | Issuer data model }',
        },
        JsonObject: {
          type: 'object',
          additionalProperties: { $ref: '#/components/schemas/JsonValue' },
          description: 'A JSON object.',
        },
        JsonValue: {
          anyOf: [
            { type: 'string' },
            { type: 'number' },
            { type: 'boolean' },
            { type: 'null' },
            { type: 'array', items: { $ref: '#/components/schemas/JsonValue' } },
            { $ref: '#/components/schemas/JsonObject' },
          ],
          description: 'A JSON value as RFC 8259 defines it.',
        },
        ListAccreditationsArgs: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'The DID that published them.' },
            kind: { $ref: '#/components/schemas/RegistryEntryKind', description: 'Only of this kind.' },
            subject: { type: 'string', description: 'Only those given to this DID.' },
            schemaId: { type: 'string', description: 'Only those with an entry for this schema, by DID URL.' },
            type: { type: 'string', description: 'Only those with an entry for this credential type.' },
            jurisdiction: {
              type: 'string',
              description:
                'Only those with an entry that holds in this jurisdiction (ISO 3166 code or URL of an EU authority table): a country holds its regions, an entry without `limitJurisdiction` holds everywhere. What stands above it is not looked at. Where schema, type and jurisdiction are given, one single entry must fit all of them.',
            },
            at: { type: 'string', description: 'As the ledger was at this time, RFC 3339. Default: now.' },
            valid: {
              type: 'boolean',
              description: '`true`: only those whose dates hold at `at`; `false`: only those whose dates do not.',
            },
            expiresWithin: {
              type: 'string',
              description:
                'Only those that hold at `at` and end within this time after it: an ISO 8601 duration, such as `P30D`, `P3M` or `PT12H`. Months and years are those of the calendar, in UTC. What has ended already is found by `valid: false`.',
            },
            status: {
              $ref: '#/components/schemas/RegistryEntryStatus',
              description: 'Only those with this status, by their status lists at `at`.',
            },
            withStatus: {
              type: 'boolean',
              description:
                'Whether entries show their status. Default: only where `status` is asked for, since its lists must be read.',
            },
            tree: {
              type: 'boolean',
              description:
                '`true`: also what stands below on the ledger: the accreditations that those accredited to accredit have published, and so on, each below one that is in the tree. `truncated` says where it stopped, if it did.',
            },
            maxDepth: {
              type: 'number',
              description: 'With `tree`: how many accreditations below those of `did`, 0 to 32. Default 10.',
            },
            allVersions: {
              type: 'boolean',
              description: '`true`: every version; otherwise the newest of each name and type.',
            },
            page: { type: 'number', description: 'From 1. Default 1.' },
            pageSize: { type: 'number', description: '1 to 1,000. Default 20.' },
          },
          required: ['did'],
          description: 'Which root authorizations and accreditations of a DID to list.',
        },
        ListingGap: {
          type: 'object',
          properties: {
            reason: {
              $ref: '#/components/schemas/ListingGapReason',
              description:
                '`depth`: deeper than `maxDepth`. `dids`, `resources`, `time`: more than is read in one call. `unlistable`: the source could not list what the DID has published. `unreadable`: an accreditation of the DID could not be read, so nobody knows who stands below it.',
            },
            did: { type: 'string', description: 'The DID whose accreditations are missing, all or in part.' },
          },
          required: ['reason', 'did'],
          description: 'Where a listing of a tree stopped.',
        },
        ListingGapReason: {
          type: 'string',
          enum: ['depth', 'dids', 'resources', 'time', 'unlistable', 'unreadable'],
          description: 'Why something is not in a listing of a tree.',
        },
        ListingTruncation: {
          type: 'object',
          properties: {
            total: { type: 'number', description: 'Places where it stopped.' },
            gaps: {
              type: 'array',
              items: { $ref: '#/components/schemas/ListingGap' },
              description: 'The first 100 of them, in the order in which they were met.',
            },
          },
          required: ['total', 'gaps'],
          description: 'What is missing in a listing of a tree.',
        },
        PreviousVersion: {
          type: 'object',
          properties: {
            didUrl: { type: 'string', description: 'Pinned.' },
            validUntil: { type: 'string', description: 'RFC 3339; absent: no expiry.' },
          },
          required: ['didUrl'],
          description: 'The version that was renewed.',
        },
        ProofType: {
          type: 'object',
          properties: { type: { type: 'string' }, proofValue: { type: 'string' } },
          description: 'A proof property of a  {@link  VerifiableCredential }  or  {@link  VerifiablePresentation }',
        },
        PublicationEstimate: {
          type: 'object',
          properties: {
            resourceBytes: { type: 'number', description: 'Bytes of the resource.' },
            transactionBytes: { type: 'number', description: 'Bytes of the transaction.' },
            gas: { type: 'number', description: 'Gas that the transaction uses.' },
            gasLimit: {
              type: 'number',
              description: 'Gas that the publisher offers; more than this fails on the ledger.',
            },
            fee: { type: 'string', description: 'The fee, where it is fixed, in `feeDenomination`.' },
            feeDenomination: {
              type: 'string',
              description: "`CHEQ`, or `USD` where the ledger converts at its oracle's price.",
            },
          },
          required: ['resourceBytes', 'transactionBytes', 'gas', 'gasLimit'],
          description: 'What publishing costs; an estimate, since the ledger decides.',
        },
        PublishSchemaArgs: {
          type: 'object',
          properties: {
            issuer: { type: 'string', description: 'DID to publish under, managed by this agent.' },
            name: {
              type: 'string',
              description:
                'Resource name on the ledger, 1 to 64 bytes of UTF-8. A name that is taken gets a new version.',
            },
            schema: {
              $ref: '#/components/schemas/JsonObject',
              description: 'The JSON Schema: draft 7, 2019-09 or 2020-12, without remote references.',
            },
            resourceType: {
              type: 'string',
              description: 'Resource type on the ledger, 1 to 64 bytes of UTF-8. Default `JSONSchemaValidator2020`.',
            },
            idempotencyKey: {
              type: 'string',
              description:
                'Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered for 30 days.',
            },
            dryRun: { type: 'boolean', description: 'Shows what would be published, and its cost; changes nothing.' },
          },
          required: ['issuer', 'name', 'schema'],
          description: 'What publishing a JSON Schema takes.',
        },
        PublishedSchema: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            schemaId: {
              type: 'string',
              description:
                'The DID URL to use in `accreditedFor` and `credentialSchema`: the newest version of this name and type.',
            },
            didUrls: {
              $ref: '#/components/schemas/ResourceDidUrls',
              description: 'In a dry run the resource of `pinned` is made up: each call makes a new id.',
            },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'What the ledger says of the resource. Absent in a dry run.',
            },
            estimate: { $ref: '#/components/schemas/PublicationEstimate' },
          },
          required: ['dryRun', 'schemaId', 'didUrls', 'estimate'],
          description: 'A JSON Schema that was published.',
        },
        RegistryEntry: {
          type: 'object',
          properties: {
            didUrls: { $ref: '#/components/schemas/ResourceDidUrls' },
            resource: { $ref: '#/components/schemas/ResourceMetadata' },
            kind: { $ref: '#/components/schemas/RegistryEntryKind' },
            issuer: { type: 'string', description: 'The DID that issued it.' },
            subject: { type: 'string', description: 'The DID that holds it.' },
            accreditedFor: { type: 'array', items: { $ref: '#/components/schemas/AccreditationScope' } },
            maxPathLength: { type: 'number' },
            parentAccreditation: { type: 'string' },
            rootAuthorization: { type: 'string' },
            trustFramework: { type: 'string' },
            trustFrameworkId: { type: 'string' },
            validFrom: { type: 'string', description: 'RFC 3339' },
            validUntil: { type: 'string', description: 'RFC 3339; absent: no expiry.' },
            credential: {
              $ref: '#/components/schemas/JsonObject',
              description:
                'The credential as JSON with its proof; one that stands as a bare JWT on the ledger is unfolded.',
            },
            status: {
              $ref: '#/components/schemas/RegistryEntryStatus',
              description: 'What its status lists say, where that was asked for and the credential could be read.',
            },
            statusReason: { type: 'string', description: 'Why the status is not `valid`, in a sentence.' },
            depth: {
              type: 'number',
              description: 'In a tree: accreditations between it and the top, 0 for those at the top.',
            },
            below: { type: 'string', description: 'In a tree: the pinned DID URL of the entry that it stands below.' },
            faults: {
              type: 'array',
              items: { $ref: '#/components/schemas/FormatFault' },
              description: 'What is wrong with its form, or with where it is published.',
            },
            error: { $ref: '#/components/schemas/RegistryEntryError', description: 'Why it could not be read.' },
          },
          required: ['didUrls', 'resource', 'kind', 'faults'],
          description:
            'A root authorization or accreditation on the ledger. Its form is read; its signature and chain are not verified.',
        },
        RegistryEntryError: {
          type: 'object',
          properties: {
            code: { type: 'string', description: '`notFound`, `unreachable` or `invalid`.' },
            message: { type: 'string' },
          },
          required: ['code', 'message'],
          description: 'Why an entry could not be read.',
        },
        RegistryEntryKind: {
          type: 'string',
          enum: ['root', 'accredit', 'attest'],
          description: 'What a DID has published for a trust chain.',
        },
        RegistryEntryPage: {
          type: 'object',
          properties: {
            total: {
              type: 'number',
              description:
                'Entries on all pages. Those that could not be read are counted, since no filter can rule them out.',
            },
            page: { type: 'number' },
            pageSize: { type: 'number' },
            entries: {
              type: 'array',
              items: { $ref: '#/components/schemas/RegistryEntry' },
              description: 'Newest first; of a tree what is at the top first, then level by level.',
            },
            truncated: {
              $ref: '#/components/schemas/ListingTruncation',
              description: 'What is missing in a tree; absent where it is complete.',
            },
          },
          required: ['total', 'page', 'pageSize', 'entries'],
          description: 'One page of what a DID has published.',
        },
        RegistryEntryStatus: {
          type: 'string',
          enum: ['valid', 'suspended', 'revoked', 'unknown'],
          description:
            "What an accreditation's status lists say of it. `valid`: neither revoked nor suspended, or it names no list; `unknown`: it could not be learnt, or the list can't be used. Revoked comes before suspended.",
        },
        RenewAccreditationArgs: {
          type: 'object',
          properties: {
            didUrl: {
              type: 'string',
              description: 'DID URL of the accreditation: by name and type, or pinned to its newest version.',
            },
            accreditedFor: {
              type: 'array',
              items: { $ref: '#/components/schemas/AccreditationScope' },
              description: 'What it is for from now on.',
            },
            parentAccreditation: {
              type: 'string',
              description: 'DID URL of the accreditation that the issuer holds now. Not for a root authorization.',
            },
            rootAuthorization: {
              type: 'string',
              description: 'DID URL of the root authorization that the chain ends at. Not for a root authorization.',
            },
            trustFramework: {
              type: 'string',
              description: 'URL of the governance framework. Only for a root authorization.',
            },
            trustFrameworkId: {
              type: 'string',
              description: 'Name of the governance framework. Only for a root authorization.',
            },
            validFrom: {
              type: 'string',
              description:
                'RFC 3339, not later than now, since the new version counts from its publication. Default: now, so that both versions hold until the older one ends.',
            },
            validUntil: {
              type: 'string',
              description:
                "RFC 3339. Default: one year after `validFrom` (see the plugin's `defaults`) or the end of the version before, if that is later; none where that has none.",
            },
            noExpiry: { type: 'boolean', description: 'Leaves the expiry out. Not together with `validUntil`.' },
            maxPathLength: {
              type: 'number',
              description: 'Accreditations to accredit that may stand below. Not for kind `attest`.',
            },
            status: {
              type: 'array',
              items: { $ref: '#/components/schemas/StatusRequest' },
              description:
                'Statuses of its own for the new version. Default: those of the version before, so that revoking either revokes both; none where that has none.',
            },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
            dryRun: {
              type: 'boolean',
              description:
                'Shows what would be signed and published, its cost, and what it would no longer cover; changes nothing.',
            },
          },
          required: ['didUrl'],
          description:
            "What renewing a root authorization or accreditation takes. What is left out stays as it is; issuer, subject, kind and name can't be changed, since they make it the same accreditation.",
        },
        RenewStatusListArgs: {
          type: 'object',
          properties: {
            list: { type: 'string', description: 'DID URL of the list, by name and type.' },
            keyRef: {
              type: 'string',
              description:
                "Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists.",
            },
            kid: {
              type: 'string',
              description:
                'Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does.',
            },
          },
          required: ['list'],
          description: 'What signing and publishing a status list anew takes.',
        },
        RenewalImpact: {
          type: 'object',
          properties: {
            below: { type: 'number', description: 'Accreditations below, found on the ledger.' },
            uncovered: {
              type: 'array',
              items: { $ref: '#/components/schemas/UncoveredAccreditation' },
              description: 'Of these, those that would no longer be trusted.',
            },
            untrustedBefore: { type: 'number', description: 'Of these, those that were not trusted before either.' },
            complete: {
              type: 'boolean',
              description: 'Whether everything below was looked at; attestations are on no ledger, and never are.',
            },
          },
          required: ['below', 'uncovered', 'untrustedBefore', 'complete'],
          description: 'What a renewal means for what stands below on the ledger.',
        },
        RenewedAccreditation: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            credential: {
              $ref: '#/components/schemas/VerifiableCredential',
              description: 'The credential with its proof, as published. In a dry run unsigned: `proof` is empty.',
            },
            didUrls: {
              $ref: '#/components/schemas/ResourceDidUrls',
              description: 'In a dry run the resource of `pinned` is made up: each call makes a new id.',
            },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'What the ledger says of the resource. Absent in a dry run.',
            },
            estimate: { $ref: '#/components/schemas/PublicationEstimate' },
            previous: { $ref: '#/components/schemas/PreviousVersion' },
            impact: { $ref: '#/components/schemas/RenewalImpact' },
            warnings: {
              type: 'array',
              items: { type: 'string' },
              description:
                'Sentences for people: what the renewal takes away, gaps of validity, what could not be looked at. Empty if nothing.',
            },
          },
          required: ['credential', 'didUrls', 'dryRun', 'estimate', 'impact', 'previous', 'warnings'],
          description: 'A renewed root authorization or accreditation.',
        },
        ResourceDidUrls: {
          type: 'object',
          properties: {
            pinned: { type: 'string', description: 'This very version, for ever.' },
            latest: { type: 'string', description: 'Whichever version of this name and type is the newest.' },
          },
          required: ['pinned', 'latest'],
          description: 'How a published resource is referred to.',
        },
        ResourceMetadata: {
          type: 'object',
          properties: {
            resourceURI: { type: 'string' },
            resourceCollectionId: { type: 'string' },
            resourceId: { type: 'string' },
            resourceName: { type: 'string' },
            resourceType: { type: 'string' },
            mediaType: { type: 'string' },
            resourceVersion: { type: 'string' },
            created: { type: 'string', description: 'Block time of the transaction that published it, RFC 3339.' },
            checksum: { type: 'string', description: 'sha-256 of the content, lower-case hex.' },
            previousVersionId: { type: ['string', 'null'] },
            nextVersionId: { type: ['string', 'null'] },
          },
          required: [
            'resourceURI',
            'resourceCollectionId',
            'resourceId',
            'resourceName',
            'resourceType',
            'mediaType',
            'created',
            'checksum',
          ],
          description: 'What a did:cheqd resolver says of a DID-Linked Resource (`linkedResourceMetadata`).',
        },
        ResumePublicationsArgs: {
          type: 'object',
          properties: {
            issuer: {
              type: 'string',
              description: 'Only those under this DID. Default: those under all DIDs that the agent manages.',
            },
          },
          description: 'Which publications to bring to their end.',
        },
        ResumedPublication: {
          type: 'object',
          properties: {
            didUrl: { type: 'string', description: 'Its pinned DID URL, whether or not it is there.' },
            issuer: { type: 'string' },
            name: { type: 'string' },
            type: { type: 'string' },
            since: { type: 'string', description: 'RFC 3339: when it was recorded.' },
            state: { $ref: '#/components/schemas/ResumedPublicationState' },
            code: {
              type: 'string',
              description:
                "For `failed` and `pending`: why, such as `insufficient_funds`, `out_of_gas`, `unreachable`, `timeout`; of what was refused before signing the verifier's code, such as `revoked`.",
            },
            message: { type: 'string' },
          },
          required: ['didUrl', 'issuer', 'name', 'type', 'since', 'state'],
          description: 'A publication that was under way.',
        },
        ResumedPublicationState: {
          type: 'string',
          enum: ['finished', 'found', 'failed', 'pending', 'busy'],
          description:
            'What became of a publication that was under way.\n\n- `finished`: it was published now.\n- `found`: it was on the ledger already.\n- `failed`: the ledger will not take it, or a verifier would refuse it before it is signed; it has left the outbox.\n- `pending`: it is still in the outbox; try again when what `code` says is mended.\n- `busy`: another call or process is at it, and it was left to that.',
        },
        ResumedPublications: {
          type: 'object',
          properties: {
            publications: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResumedPublication' },
              description: 'Oldest first.',
            },
            ofOthers: {
              type: 'number',
              description: 'Publications under way that are left out, since the agent does not manage their DIDs.',
            },
            unreadable: {
              type: 'array',
              items: { $ref: '#/components/schemas/UnreadableRecord' },
              description: 'Records of the outbox of which nothing can be made; absent where there are none.',
            },
          },
          required: ['publications', 'ofOthers'],
          description: 'What became of the publications that were under way.',
        },
        StatusChange: {
          type: 'object',
          properties: {
            credential: {
              type: 'string',
              description:
                "The DID URL as it was given, or the credential's `id`, or `sha256:` with the digest of its JWT.",
            },
            previous: {
              $ref: '#/components/schemas/CredentialStatus',
              description: 'The status before. Absent where it could not be learnt.',
            },
            status: {
              $ref: '#/components/schemas/CredentialStatus',
              description: 'The status after, as a verifier reads it from the ledger. In a dry run: as it would be.',
            },
            changed: {
              type: 'boolean',
              description:
                'Whether this call changed it: one that was revoked already is a success that changed nothing.',
            },
            error: { $ref: '#/components/schemas/StatusChangeError', description: 'Why it was not done.' },
          },
          required: ['credential', 'changed'],
          description: 'What became of one credential of a call.',
        },
        StatusChangeError: {
          type: 'object',
          properties: { code: { type: 'string' }, message: { type: 'string' } },
          required: ['code', 'message'],
          description:
            'Why the status of one credential was not changed. Codes are those of `TrustRegistryIssuerError`.',
        },
        StatusChanges: {
          type: 'object',
          properties: {
            dryRun: { type: 'boolean', description: 'Whether this only shows what would be done.' },
            changes: {
              type: 'array',
              items: { $ref: '#/components/schemas/StatusChange' },
              description: 'One for each credential, in the order of the call.',
            },
            lists: {
              type: 'array',
              items: { $ref: '#/components/schemas/UpdatedStatusList' },
              description: 'The lists that hold them. Several calls at once may have shared one version.',
            },
          },
          required: ['dryRun', 'changes', 'lists'],
          description: 'What became of the credentials of a call.',
        },
        StatusListPurpose: {
          type: 'string',
          enum: ['revocation', 'suspension'],
          description:
            'What a status list says of its credentials. `revocation` is final, `suspension` can be taken back (Bitstring Status List 1.0 section 2.1).',
        },
        StatusRequest: {
          type: 'object',
          properties: {
            purpose: { $ref: '#/components/schemas/StatusListPurpose' },
            list: {
              type: 'string',
              description:
                "DID URL, by name and type, of a list that `createStatusList` made. Default: the issuer's current list of the purpose, which is made where there is none, or where it is full.",
            },
          },
          required: ['purpose'],
          description: 'One status that a credential is to get when it is issued.',
        },
        TrustRegistryIssuerErrorCode: {
          type: 'string',
          enum: [
            'invalid_argument',
            'invalid_setup',
            'refused',
            'name_taken',
            'too_large',
            'not_found',
            'unavailable',
            'signing_failed',
            'publication_failed',
            'not_issuer',
            'no_status',
            'revoked',
            'status_list_invalid',
            'status_list_full',
            'outbox_failed',
            'busy',
            'lock_lost',
            'publication_pending',
            'idempotency_conflict',
          ],
          description:
            "Why a method of this plugin did not do what it was asked. Codes never change; more may be added.\n\n- `invalid_argument`: an argument is missing or malformed; the message names it.\n- `invalid_setup`: the agent lacks a plugin, or the plugin an option; the message says which to add.\n- `refused`: a verifier would refuse the credential; `checks` has its reasons. Nothing was signed.\n- `name_taken`: the name belongs to an accreditation of somebody else. Nothing was signed.\n- `too_large`: the ledger would not take the resource, or there is more than is read at once. Nothing was signed.\n- `not_found`: the ledger says that there is no such DID or resource.\n- `unavailable`: it could not be learnt from the ledger; try again.\n- `signing_failed`: the agent did not sign what it was asked to. Nothing was published.\n- `publication_failed`: it was signed; `publication` says what is known of the resource.\n- `not_issuer`: the credential's issuer is no DID of this agent, or it was not this issuer who signed it. Nothing was signed.\n- `no_status`: the credential names no status that could say this, or one in a list that is not written here. Nothing was   signed.\n- `revoked`: the credential is revoked, which is final. Nothing was signed.\n- `status_list_invalid`: the status list can't be read, or is not the issuer's. Nothing was signed.\n- `status_list_full`: the status list that was named has no entry left to assign. Nothing was signed.\n- `outbox_failed`: the outbox can't be read or written, so nothing is issued: what is not recorded could be lost or doubled.\n- `busy`: another call, of this process or another, is at the same thing and did not end in time; try again.\n- `lock_lost`: this process was held up so long that another took over what it was at; what it had recorded is in order.\n- `publication_pending`: an earlier publication of this name is not finished; `resumePublications` finishes it. Nothing was   signed.\n- `idempotency_conflict`: the `idempotencyKey` was used before, with other arguments.",
        },
        UncoveredAccreditation: {
          type: 'object',
          properties: {
            didUrl: { type: 'string', description: 'Pinned.' },
            kind: { $ref: '#/components/schemas/RegistryEntryKind' },
            issuer: { type: 'string' },
            subject: { type: 'string' },
            reasons: {
              type: 'array',
              items: { $ref: '#/components/schemas/CheckResult' },
              description: 'What the verifier would say, most telling first.',
            },
          },
          required: ['didUrl', 'kind', 'issuer', 'reasons'],
          description: 'An accreditation below that a verifier trusts now and would not trust under the new version.',
        },
        UnreadableRecord: {
          type: 'object',
          properties: {
            key: { type: 'string', description: 'Where it stands in the outbox.' },
            message: { type: 'string' },
          },
          required: ['key', 'message'],
          description:
            'A record of the outbox that is damaged, or that another version of this package wrote. It stays as it is.',
        },
        UpdatedStatusList: {
          type: 'object',
          properties: {
            list: { type: 'string', description: 'DID URL of the list, by name and type.' },
            entries: { type: 'number', description: 'Entries that change.' },
            resource: {
              $ref: '#/components/schemas/ResourceMetadata',
              description: 'What the ledger says of the newest version. Absent in a dry run.',
            },
            estimate: {
              $ref: '#/components/schemas/PublicationEstimate',
              description: 'In a dry run: what it would cost.',
            },
          },
          required: ['list', 'entries'],
          description: 'A status list that a call published, or in a dry run would publish.',
        },
        VerifiableCredential: {
          type: 'object',
          properties: {
            proof: { $ref: '#/components/schemas/ProofType' },
            issuer: { $ref: '#/components/schemas/IssuerType' },
            credentialSubject: { $ref: '#/components/schemas/CredentialSubject' },
            type: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
            '@context': { $ref: '#/components/schemas/ContextType' },
            issuanceDate: { type: 'string' },
            expirationDate: { type: 'string' },
            credentialStatus: {
              anyOf: [
                { $ref: '#/components/schemas/CredentialStatusReference' },
                { type: 'array', items: { $ref: '#/components/schemas/CredentialStatusReference' } },
              ],
            },
            id: { type: 'string' },
          },
          required: ['@context', 'credentialSubject', 'issuanceDate', 'issuer', 'proof'],
          description:
            'Represents a signed Verifiable Credential payload (includes proof), using a JSON representation. See  {@link https://www.w3.org/TR/vc-data-model/#credentials | VC data model }',
        },
      },
      methods: {
        createStatusList: {
          description:
            "Publishes an empty status list (W3C Bitstring Status List 1.0), in which the issuer's new credentials are put from",
          arguments: { $ref: '#/components/schemas/CreateStatusListArgs' },
          returnType: { $ref: '#/components/schemas/CreatedStatusList' },
        },
        getAccreditation: {
          description: 'Reads one root authorization or accreditation from the ledger.',
          arguments: { $ref: '#/components/schemas/GetAccreditationArgs' },
          returnType: { $ref: '#/components/schemas/RegistryEntry' },
        },
        getStatus: {
          description: 'Reads the status of a credential from the ledger, as a verifier does.',
          arguments: { $ref: '#/components/schemas/GetStatusArgs' },
          returnType: { $ref: '#/components/schemas/CredentialStatusReport' },
        },
        issueAccreditation: {
          description: 'Signs and publishes an accreditation, unless a verifier would refuse it.',
          arguments: { $ref: '#/components/schemas/IssueAccreditationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAccreditation' },
        },
        issueAccreditations: {
          description: 'Signs and publishes many accreditations of one issuer. Each is checked as ',
          arguments: { $ref: '#/components/schemas/IssueAccreditationsArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAccreditations' },
        },
        issueAttestation: {
          description:
            'Signs an attestation, unless a verifier would refuse it: a domain credential that names its accreditation.',
          arguments: { $ref: '#/components/schemas/IssueAttestationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAttestation' },
        },
        issueAttestations: {
          description: 'Signs many attestations. Each is checked as ',
          arguments: { $ref: '#/components/schemas/IssueAttestationsArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAttestations' },
        },
        issueRootAuthorization: {
          description: 'Signs and publishes a root authorization: the start of a trust chain.',
          arguments: { $ref: '#/components/schemas/IssueRootAuthorizationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAccreditation' },
        },
        listAccreditations: {
          description:
            'Lists the root authorizations and accreditations that a DID has published, from the ledger itself; with ',
          arguments: { $ref: '#/components/schemas/ListAccreditationsArgs' },
          returnType: { $ref: '#/components/schemas/RegistryEntryPage' },
        },
        publishSchema: {
          description: 'Publishes a JSON Schema.',
          arguments: { $ref: '#/components/schemas/PublishSchemaArgs' },
          returnType: { $ref: '#/components/schemas/PublishedSchema' },
        },
        reinstateAccreditation: {
          description: 'Ends the suspension of credentials. What is revoked is refused (',
          arguments: { $ref: '#/components/schemas/ChangeStatusArgs' },
          returnType: { $ref: '#/components/schemas/StatusChanges' },
        },
        renewAccreditation: {
          description:
            'Publishes a new version of a root authorization or accreditation, under its name: more time, another scope, another',
          arguments: { $ref: '#/components/schemas/RenewAccreditationArgs' },
          returnType: { $ref: '#/components/schemas/RenewedAccreditation' },
        },
        renewStatusList: {
          description:
            'Signs and publishes a status list anew without changing an entry: after the key that signed it was rotated.',
          arguments: { $ref: '#/components/schemas/RenewStatusListArgs' },
          returnType: { $ref: '#/components/schemas/UpdatedStatusList' },
        },
        resumePublications: {
          description:
            'Brings publications to their end that were under way when a process ended, the ledger was down or the payer had no',
          arguments: { $ref: '#/components/schemas/ResumePublicationsArgs' },
          returnType: { $ref: '#/components/schemas/ResumedPublications' },
        },
        revokeAccreditation: {
          description:
            'Revokes credentials, for ever: accreditations and attestations that this agent has issued with a status. It returns',
          arguments: { $ref: '#/components/schemas/ChangeStatusArgs' },
          returnType: { $ref: '#/components/schemas/StatusChanges' },
        },
        suspendAccreditation: {
          description: 'Suspends credentials until they are reinstated.',
          arguments: { $ref: '#/components/schemas/ChangeStatusArgs' },
          returnType: { $ref: '#/components/schemas/StatusChanges' },
        },
      },
    },
  },
}
