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
          ],
          description: 'The closed list of codes. Codes of one failure never change; more may be added.',
        },
        ContextType: {
          anyOf: [
            { type: 'string' },
            { type: 'object' },
            { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object' }] } },
          ],
          description: 'The data type for `@context` properties of credentials, presentations, etc.',
        },
        CredentialDataModel: {
          type: 'string',
          enum: ['1.1', '2.0'],
          description: 'The versions of the W3C Verifiable Credentials Data Model.',
        },
        CredentialStatusReference: {
          type: 'object',
          properties: { id: { type: 'string' }, type: { type: 'string' } },
          required: ['id', 'type'],
          description:
            'Used for the discovery of information about the current status of a verifiable credential, such as whether it is suspended or revoked. The precise contents of the credential status information are determined by the specific `credentialStatus` type  definition and vary depending on factors such as whether it is simple to implement or if it is privacy-enhancing.\n\nSee  {@link https://www.w3.org/TR/vc-data-model/#status | Credential Status }',
        },
        CredentialSubject: {
          type: 'object',
          properties: { id: { type: 'string' } },
          description:
            'The value of the credentialSubject property is defined as a set of objects that contain one or more properties that are each related to a subject of the verifiable credential. Each object MAY contain an id.\n\nSee  {@link https://www.w3.org/TR/vc-data-model/#credential-subject | Credential Subject }',
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
            dryRun: {
              type: 'boolean',
              description: 'Shows what would be signed and published, and its cost; changes nothing.',
            },
          },
          required: ['kind', 'issuer', 'subject', 'name', 'accreditedFor', 'parentAccreditation', 'rootAuthorization'],
          description: 'What issuing an accreditation takes.',
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
            at: { type: 'string', description: 'As the ledger was at this time, RFC 3339. Default: now.' },
            valid: {
              type: 'boolean',
              description: '`true`: only those whose dates hold at `at`; `false`: only those whose dates do not.',
            },
            allVersions: {
              type: 'boolean',
              description: '`true`: every version; otherwise the newest of each name and type.',
            },
            page: { type: 'number', description: 'From 1. Default 1.' },
            pageSize: { type: 'number', description: '1 to 100. Default 20.' },
          },
          required: ['did'],
          description: 'Which root authorizations and accreditations of a DID to list.',
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
              description: 'Newest first.',
            },
          },
          required: ['total', 'page', 'pageSize', 'entries'],
          description: 'One page of what a DID has published.',
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
            credentialStatus: { $ref: '#/components/schemas/CredentialStatusReference' },
            id: { type: 'string' },
          },
          required: ['@context', 'credentialSubject', 'issuanceDate', 'issuer', 'proof'],
          description:
            'Represents a signed Verifiable Credential payload (includes proof), using a JSON representation. See  {@link https://www.w3.org/TR/vc-data-model/#credentials | VC data model }',
        },
      },
      methods: {
        getAccreditation: {
          description: 'Reads one root authorization or accreditation from the ledger.',
          arguments: { $ref: '#/components/schemas/GetAccreditationArgs' },
          returnType: { $ref: '#/components/schemas/RegistryEntry' },
        },
        issueAccreditation: {
          description: 'Signs and publishes an accreditation, unless a verifier would refuse it.',
          arguments: { $ref: '#/components/schemas/IssueAccreditationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAccreditation' },
        },
        issueAttestation: {
          description:
            'Signs an attestation, unless a verifier would refuse it: a domain credential that names its accreditation.',
          arguments: { $ref: '#/components/schemas/IssueAttestationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAttestation' },
        },
        issueRootAuthorization: {
          description: 'Signs and publishes a root authorization: the start of a trust chain.',
          arguments: { $ref: '#/components/schemas/IssueRootAuthorizationArgs' },
          returnType: { $ref: '#/components/schemas/IssuedAccreditation' },
        },
        listAccreditations: {
          description:
            'Lists the root authorizations and accreditations that a DID has published, from the ledger itself.',
          arguments: { $ref: '#/components/schemas/ListAccreditationsArgs' },
          returnType: { $ref: '#/components/schemas/RegistryEntryPage' },
        },
        publishSchema: {
          description: 'Publishes a JSON Schema.',
          arguments: { $ref: '#/components/schemas/PublishSchemaArgs' },
          returnType: { $ref: '#/components/schemas/PublishedSchema' },
        },
      },
    },
  },
}
