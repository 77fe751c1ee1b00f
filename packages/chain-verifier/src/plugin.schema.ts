// Generated from the plugin interface by `npm run schemas`. Do not edit.
import type { IAgentPluginSchema } from '@veramo/core-types'

export const schema: Record<'ITrustChainVerifier', IAgentPluginSchema> = {
  ITrustChainVerifier: {
    components: {
      schemas: {
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
        AccreditationSearch: {
          type: 'object',
          properties: {
            complete: {
              type: 'boolean',
              description: 'Whether everything that could answer the question was read; else a "no" would be a guess.',
            },
            gaps: {
              type: 'array',
              items: { type: 'string' },
              description: 'Why it is not complete: sentences, sorted.',
            },
            rootAuthorizations: {
              type: 'array',
              items: { type: 'string' },
              description:
                "DID URLs of the authority's root authorizations that were found; none: nobody has authority under it.",
            },
            dids: {
              type: 'array',
              items: { type: 'string' },
              description: 'DIDs whose published resources were listed.',
            },
            accreditations: { type: 'number', description: 'Accreditations that were read.' },
            readAt: { type: 'string', description: 'When, RFC 3339.' },
          },
          required: ['complete', 'gaps', 'rootAuthorizations', 'dids', 'accreditations', 'readAt'],
          description:
            'How accreditations were searched for. A "no" of a search rests on the word of the source that listed resources.',
        },
        AuthorizedAction: {
          type: 'string',
          enum: ['issue', 'accredit'],
          description: 'What somebody may be authorised to do: issue credentials, or accredit others to issue them.',
        },
        ChainLink: {
          type: 'object',
          properties: {
            role: { $ref: '#/components/schemas/ChainRole', description: 'What the credential makes of its subject.' },
            url: {
              type: 'string',
              description: 'The DID URL it was read from; absent for a leaf that was handed over.',
            },
            id: { type: 'string', description: "The credential's own `id`." },
            type: { type: 'array', items: { type: 'string' }, description: "The credential's types." },
            issuer: { type: 'string' },
            subject: { type: 'string' },
            validFrom: { type: 'string', description: 'RFC 3339' },
            validUntil: { type: 'string', description: 'RFC 3339' },
            accreditedFor: { type: 'array', items: { $ref: '#/components/schemas/AccreditationScope' } },
            checksum: { type: 'string', description: 'sha-256 of the resource, lower-case hex.' },
          },
          required: ['role', 'type', 'issuer'],
          description: 'One credential of the chain, as the report shows it.',
        },
        ChainRole: {
          type: 'string',
          enum: ['rTAO', 'TAO', 'trusted-issuer', 'holder'],
          description: 'The role that a credential gives its subject in a trust chain (docs/rules.md, Roles).',
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
        CheckIssuerAuthorizationArgs: {
          type: 'object',
          properties: {
            issuer: { type: 'string', description: 'The DID that is asked about.' },
            type: {
              anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
              description:
                "The credential's type; several where it has several. Types that every credential has need not be named.",
            },
            schemaId: {
              type: 'string',
              description:
                'The JSON Schema of the credential: a DID URL. Default: whichever the accreditation names for the types.',
            },
            authority: {
              type: 'string',
              description:
                'The root: a DID, or the DID URL of its root authorization. It is the anchor of this question.',
            },
            action: { $ref: '#/components/schemas/AuthorizedAction', description: 'Default `issue`.' },
            locator: {
              type: 'string',
              description:
                "The DID URL of the issuer's accreditation, where it is known: only this one is judged. Without it the authority's published accreditations are searched downward.",
            },
            jurisdiction: {
              type: 'string',
              description:
                "The jurisdiction asked for: an ISO 3166 code or an EU authority table URL. Overrides the policy's.",
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description:
                "Overrides members of the plugin's policy; without `anchors`, since the authority is the anchor.",
            },
            at: {
              type: 'string',
              description: 'The time that is asked about, RFC 3339, as 2026-06-01T12:00:00Z. Default: now.',
            },
            fresh: { type: 'boolean', description: 'Ask the sources again, whatever is cached. Default: false.' },
          },
          required: ['issuer', 'type', 'authority'],
          description: 'The question: may this DID issue (or accredit) that, under that root?',
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
        CollectTrustChainEvidenceArgs: {
          type: 'object',
          properties: {
            credential: {
              anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/CredentialObject' }],
              description:
                'The credential: a compact JWT, the text of its JSON, or the JSON itself. Where you have the text as it was received, hand over the text.',
            },
            didUrl: {
              type: 'string',
              description:
                'Instead of a credential, the DID URL of an accreditation published as a DID-Linked Resource, pinned (`did:cheqd:testnet:…/resources/…`) or by name (`did:cheqd:testnet:…?resourceName=…&resourceType=…`).',
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description: "Overrides members of the plugin's policy; an empty list in it accepts nothing.",
            },
            at: {
              type: 'string',
              description: 'The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: now.',
            },
            existence: {
              type: 'array',
              items: { type: 'string' },
              description:
                "Proofs that the credential existed at a time, for validity `chain`; at most 8. Each is the DID URL of a DID-Linked Resource on the ledger of the credential's parent that holds the credential, or JSON with the member `sha256`: the hex sha-256 of its JWT (or of its text), or a list of such; or an RFC 3161 timestamp over it (TimeStampResp or TimeStampToken, DER in base64) from one of the policy's `timestampAuthorities`.",
            },
            fresh: { type: 'boolean', description: 'Ask the sources again, whatever is cached. Default: false.' },
          },
          description: 'What to collect the evidence for, and how. Exactly one of `credential` and `didUrl` is given.',
        },
        CredentialObject: {
          type: 'object',
          properties: {
            '@context': {},
            id: {},
            type: {},
            issuer: {},
            credentialSubject: {},
            issuanceDate: {},
            expirationDate: {},
            validFrom: {},
            validUntil: {},
            credentialSchema: {},
            credentialStatus: {},
            termsOfUse: {},
            proof: { description: 'The JWT stands in `proof.jwt`.' },
          },
          description:
            'A Verifiable Credential as JSON, with its proof (VCDM 1.1 or 2.0). Its members are not restricted here, so that a credential of any origin can be handed over: what is wrong with one is reported by the check `format`.',
        },
        DidDocumentEvidence: {
          type: 'object',
          properties: {
            source: {
              type: 'string',
              description: 'The source that was asked, for people: a URL, `agent.resolveDid`, `bundle`.',
            },
            readAt: { type: 'string', description: 'When it was read, RFC 3339.' },
            asOf: {
              type: 'string',
              description:
                'The time as of which the answer holds, RFC 3339: the `versionTime` that was asked for, or `readAt` where the newest was asked for. One later than `readAt` counts as `readAt`.',
            },
            did: { type: 'string', description: 'The DID that was asked, normalised by `normalizeDid`.' },
            document: { $ref: '#/components/schemas/JsonObject' },
            metadata: { $ref: '#/components/schemas/DidDocumentMetadata' },
            error: { $ref: '#/components/schemas/EvidenceError' },
          },
          required: ['asOf', 'did', 'readAt', 'source'],
          description: 'A DID document, as an answer to one DID.',
        },
        DidDocumentMetadata: {
          type: 'object',
          properties: {
            created: { type: 'string' },
            updated: { type: 'string' },
            deactivated: { type: 'boolean' },
            versionId: { type: 'string' },
          },
          description: 'The part of DID document metadata that matters to a verifier (DID Core 7.1.3).',
        },
        DidTrustAnchor: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'The DID that issued the root authorization.' },
            rootAuthorization: {
              type: 'string',
              description: 'A DID URL: only this root authorization, pinned or by name and type.',
            },
            trustFrameworkId: {
              type: 'string',
              description: 'Only a root authorization of this framework (its `trustFrameworkId` or `trustFramework`).',
            },
          },
          required: ['did'],
          description:
            'A root that a relying party accepts: a DID, narrowed to one resource or framework where wanted.',
        },
        DnsAnchorCheck: {
          type: 'object',
          properties: {
            id: { type: 'string', enum: ['anchored', 'dnssec', 'backlink', 'key'] },
            status: { type: 'string', enum: ['pass', 'fail', 'indeterminate', 'skipped'] },
            code: {
              type: 'string',
              enum: [
                'ok',
                'dns_not_anchored',
                'dns_bogus',
                'dns_insecure',
                'dns_unreachable',
                'dns_backlink_missing',
                'dns_key_missing',
                'not_reached',
              ],
            },
            message: { type: 'string', description: 'For people.' },
          },
          required: ['id', 'status', 'code', 'message'],
          description: 'One thing that was looked at, with the code of the check `dns` that it leads to.',
        },
        DnsAnchorFormat: {
          type: 'string',
          enum: ['txt', 'uri', 'train'],
          description:
            "A way in which DNS names a DID: cheqd's TXT, the URI of high-assurance DIDs, TRAIN's PTR and URI.",
        },
        DnsAnchorLevel: {
          type: 'string',
          enum: ['none', 'dns', 'dnssec', 'bidirectional', 'high'],
          description:
            "How firmly a domain anchors a DID, weakest first. `none`: not at all, or that could not be learnt. `dns`: it names the DID, in a zone that is not signed. `dnssec`: validated up to a trust anchor. `bidirectional`: and the DID document names the domain. `high`: and a key of the DID document stands in the domain's TLSA records.",
        },
        DnsAnchorRecord: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'As the record writes it, normalised by `normalizeDid`.' },
            format: { $ref: '#/components/schemas/DnsAnchorFormat' },
            name: { type: 'string', description: 'The name that holds the record, with a final dot.' },
            security: {
              type: 'string',
              enum: ['secure', 'insecure'],
              description: 'Of all look-ups that led to it, the least: `secure` only where each was.',
            },
          },
          required: ['did', 'format', 'name', 'security'],
          description: 'A DID that a domain names.',
        },
        DnsAnchorReport: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'Normalised by `normalizeDid`.' },
            at: { type: 'string', description: 'The time at which signatures had to hold, RFC 3339.' },
            level: { $ref: '#/components/schemas/DnsAnchorLevel', description: 'The highest of all domains.' },
            domains: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsDomainReport' },
              description: 'The domain asked for, or all that the DID document names; the highest level first.',
            },
            expiresAt: { type: 'string', description: 'Until when the level holds at most, RFC 3339.' },
            proof: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsProofMessage' },
              description: 'All DNS answers that the report rests on.',
            },
          },
          required: ['did', 'at', 'level', 'domains', 'proof'],
          description: 'Whether, and how firmly, domains anchor a DID.',
        },
        DnsAnchorSummary: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'Normalised by `normalizeDid`.' },
            at: { type: 'string', description: 'The time at which signatures had to hold, RFC 3339.' },
            level: { $ref: '#/components/schemas/DnsAnchorLevel', description: 'The highest of all domains.' },
            domains: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsDomainReport' },
              description: 'The highest level first.',
            },
            expiresAt: { type: 'string', description: 'Until when the level holds at most, RFC 3339.' },
          },
          required: ['did', 'at', 'level', 'domains'],
          description:
            "How firmly domains anchor the root's DID: a `DnsAnchorReport` without the answers that prove it.",
        },
        DnsBacklink: {
          type: 'object',
          properties: {
            kind: { type: 'string', enum: ['LinkedDomains', 'alsoKnownAs', 'dnsValidationDomain', 'did:web'] },
            value: { type: 'string', description: 'As it stands there.' },
          },
          required: ['kind', 'value'],
          description: 'A member of the DID document that names the domain.',
        },
        DnsDomainReport: {
          type: 'object',
          properties: {
            domain: { type: 'string', description: 'ASCII, in lower case, without a final dot.' },
            level: { $ref: '#/components/schemas/DnsAnchorLevel' },
            records: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsAnchorRecord' },
              description: 'All DIDs that the domain names, that of the report or others.',
            },
            dnssec: { type: 'array', items: { $ref: '#/components/schemas/DnsLookupReport' } },
            backlinks: { type: 'array', items: { $ref: '#/components/schemas/DnsBacklink' } },
            checks: { type: 'array', items: { $ref: '#/components/schemas/DnsAnchorCheck' } },
            expiresAt: { type: 'string', description: 'Until when the level holds at most, RFC 3339.' },
            domainLinkage: {
              $ref: '#/components/schemas/DomainLinkageReport',
              description: "What the domain's website says; absent where it was not asked. No level rests on it.",
            },
          },
          required: ['domain', 'level', 'records', 'dnssec', 'backlinks', 'checks'],
          description: 'What one domain says of a DID.',
        },
        DnsEvidence: {
          type: 'object',
          properties: {
            did: { type: 'string', description: 'The DID that was asked about, normalised by `normalizeDid`.' },
            domain: {
              type: 'string',
              description:
                'The domain that was asked: ASCII, in lower case, without a final dot. Absent: those that the DID document names.',
            },
            source: {
              type: 'string',
              description: 'Who gave the answers, for people: `agent.verifyDnsAnchor`, `bundle: …`.',
            },
            readAt: { type: 'string', description: 'When DNS was asked, RFC 3339.' },
            report: { $ref: '#/components/schemas/DnsAnchorReport' },
            error: { $ref: '#/components/schemas/EvidenceError' },
          },
          required: ['did', 'source', 'readAt'],
          description:
            "What was found of a root's DID in DNS, or why nothing was. In a bundle it is whatever the bundle's maker wrote: only the `proof` in it is of use, which the agent's DNS plugin validates anew (`dnsAnchors` of `ValidateOptions`).",
        },
        DnsLookupReport: {
          type: 'object',
          properties: {
            name: { type: 'string', description: 'With a final dot.' },
            type: { type: 'string', enum: ['TXT', 'URI', 'PTR', 'TLSA'] },
            security: { $ref: '#/components/schemas/DnsSecurityState' },
            outcome: {
              type: 'string',
              enum: ['answer', 'nodata', 'nxdomain'],
              description: 'Absent where nothing was learnt: `bogus`, `indeterminate`.',
            },
            reason: { type: 'string', description: 'Why it is not secure, for people.' },
            expiresAt: {
              type: 'string',
              description: 'Until when the answer holds, RFC 3339: the earliest end of a TTL or a signature.',
            },
          },
          required: ['name', 'type', 'security'],
          description: 'One look-up that a report rests on.',
        },
        DnsProofMessage: {
          type: 'object',
          properties: {
            name: {
              type: 'string',
              description:
                'The name that was asked for, with a final dot, in presentation form (RFC 1035 section 5.1).',
            },
            type: { type: 'number', description: 'The number of the record type that was asked for.' },
            readAt: { type: 'string', description: 'When it was read, RFC 3339.' },
            message: { type: 'string', description: 'The message, base64 (RFC 4648 section 4).' },
          },
          required: ['name', 'type', 'readAt', 'message'],
          description: 'One DNS answer as it came over the wire, so that it can be validated again without network.',
        },
        DnsRequirement: {
          type: 'string',
          enum: ['off', 'report', 'dns', 'dnssec', 'bidirectional', 'high'],
          description: 'A DNS assurance level that a policy may ask for, or whether DNS is looked at.',
        },
        DnsSecurityState: {
          type: 'string',
          enum: ['secure', 'insecure', 'bogus', 'indeterminate'],
          description:
            'The four states of RFC 4035 section 4.3; `insecure` is proved to be unsigned, and only the first two are answers.',
        },
        DomainLinkageCredential: {
          type: 'object',
          properties: {
            index: { type: 'number', description: 'Its place in `linked_dids`, from 0.' },
            code: { $ref: '#/components/schemas/DomainLinkageCredentialCode' },
            message: { type: 'string', description: 'For people.' },
            expiresAt: { type: 'string', description: 'When it ends, RFC 3339; where it is valid.' },
          },
          required: ['index', 'code', 'message'],
          description: 'A Domain Linkage Credential that is about the DID, or about nobody that can be told.',
        },
        DomainLinkageCredentialCode: {
          type: 'string',
          enum: [
            'ok',
            'linkage_json_ld',
            'linkage_malformed',
            'linkage_subject',
            'linkage_origin',
            'linkage_not_yet_valid',
            'linkage_expired',
            'linkage_key',
            'linkage_signature',
            'linkage_did_unresolved',
          ],
          description:
            'Why a Domain Linkage Credential counts or does not (DIF Well Known DID Configuration).\n\n- `linkage_json_ld`: its proof is a Linked Data one, which is not verified here.\n- `linkage_malformed`: it is no JWT of the form that the specification asks for.\n- `linkage_subject`: issuer, subject and `credentialSubject.id` are not one DID.\n- `linkage_origin`: it is for another origin.\n- `linkage_not_yet_valid`, `linkage_expired`: at the time of the report.\n- `linkage_key`: its key is not among those that the DID document allows to make assertions.\n- `linkage_signature`: its signature does not verify.\n- `linkage_did_unresolved`: the DID document could not be had.',
        },
        DomainLinkageReport: {
          type: 'object',
          properties: {
            origin: {
              type: 'string',
              description: 'The origin that was asked: `https://`, the domain and, where it is not 443, the port.',
            },
            linked: {
              type: 'boolean',
              description: 'Whether a Domain Linkage Credential of the DID for the origin is valid.',
            },
            code: {
              type: 'string',
              enum: [
                'ok',
                'web_absent',
                'web_unreachable',
                'web_forbidden',
                'web_redirect',
                'web_malformed',
                'web_not_linked',
              ],
              description:
                '`web_absent`: the website has no DID configuration. `web_unreachable`: that could not be learnt. `web_forbidden`: the domain leads to an address that is not one of the public Internet. `web_redirect`: the website leads elsewhere, which is not followed. `web_malformed`: what it has is no DID configuration. `web_not_linked`: no credential links the DID.',
            },
            message: { type: 'string', description: 'For people.' },
            credentials: {
              type: 'array',
              items: { $ref: '#/components/schemas/DomainLinkageCredential' },
              description: 'In the order of the website; those of other DIDs are left out.',
            },
          },
          required: ['origin', 'linked', 'code', 'message', 'credentials'],
          description:
            "What a domain's website says of the DID (DIF Well Known DID Configuration). It rests on the Web PKI and not on DNSSEC: it stands beside the levels and raises none.",
        },
        DomainTrustAnchor: {
          type: 'object',
          properties: {
            domain: {
              type: 'string',
              description:
                "As `example.org`; in any case and script. It must anchor the root's DID at least at the level `dnssec`, unless the policy's `dns` says `dns`.",
            },
          },
          required: ['domain'],
          description: 'A root that a relying party accepts because this DNS domain anchors its DID.',
        },
        Evidence: {
          type: 'object',
          properties: {
            version: { type: 'number', const: 1, description: 'The version of this format.' },
            at: { type: 'string', description: 'The time of evaluation, RFC 3339.' },
            leaf: { $ref: '#/components/schemas/LeafEvidence' },
            resources: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'Accreditations and root authorizations, and the newest versions of those that were pinned.',
            },
            schemas: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'JSON Schemas that credentials or accreditations name.',
            },
            statusLists: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'Status lists that credentials name.',
            },
            didDocuments: { type: 'array', items: { $ref: '#/components/schemas/DidDocumentEvidence' } },
            dns: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsEvidence' },
              description:
                "What DNS says of the DIDs of roots, with its proof. It is not believed: the agent's DNS plugin validates each proof anew, and hands what it finds over beside the evidence. At most 64.",
            },
            limitsHit: {
              type: 'array',
              items: { $ref: '#/components/schemas/LimitHit' },
              description: 'Limits that stopped the collection.',
            },
          },
          required: ['version', 'at', 'leaf', 'resources', 'schemas', 'statusLists', 'didDocuments', 'limitsHit'],
          description:
            'What was gathered about a credential, and all that  {@link  validateChain  }  may know (docs/rules.md, Evidence). It is plain JSON: it can be saved and validated again offline.',
        },
        EvidenceError: {
          type: 'object',
          properties: {
            code: { $ref: '#/components/schemas/EvidenceErrorCode' },
            message: { type: 'string', description: 'A sentence for people; never parsed.' },
          },
          required: ['code', 'message'],
          description: 'The reason an item of evidence is missing.',
        },
        EvidenceErrorCode: {
          type: 'string',
          enum: ['notFound', 'unreachable', 'deadline', 'limit', 'invalid'],
          description:
            "Why an item of evidence could not be had.\n\n`notFound` is a definite answer, `unreachable` and `deadline` are not (the source may have it), `limit` is a bound on size or count that was hit, `invalid` is a reference or an answer that can't be used.",
        },
        ExistenceEvidence: {
          anyOf: [
            {
              type: 'object',
              properties: { kind: { type: 'string', const: 'resource' }, url: { type: 'string' } },
              required: ['kind', 'url'],
            },
            {
              type: 'object',
              properties: { kind: { type: 'string', const: 'rfc3161' }, token: { type: 'string' } },
              required: ['kind', 'token'],
            },
          ],
          description:
            'What is offered as proof that the leaf existed at a time (docs/rules.md, Whose clock): a DID-Linked Resource that holds the leaf or its sha-256, or an RFC 3161 timestamp over it.',
        },
        ExplainTrustChainArgs: {
          type: 'object',
          properties: {
            report: { $ref: '#/components/schemas/TrustChainReport', description: 'As `verifyTrustChain` gave it.' },
            format: {
              $ref: '#/components/schemas/TrustChainExplanationFormat',
              description:
                '`text`: a tree for a terminal; `mermaid`: a flowchart; `svg`: a picture that needs nothing else. Default: `text`.',
            },
          },
          required: ['report'],
          description: 'The report to explain, and the form.',
        },
        IssuerAuthorization: {
          type: 'object',
          properties: {
            authorized: { type: 'boolean', description: "`verdict === 'trusted'`" },
            verdict: {
              $ref: '#/components/schemas/Verdict',
              description: '`untrusted` is a definite no; `indeterminate`: it could not be decided.',
            },
            at: { type: 'string', description: 'The time of evaluation, RFC 3339.' },
            message: { type: 'string', description: 'A sentence for people.' },
            accreditation: { type: 'string', description: 'The DID URL of the accreditation that was judged.' },
            report: {
              $ref: '#/components/schemas/TrustChainReport',
              description: 'The report on it. Link 0 is the credential that was asked about, which need not exist.',
            },
            searched: {
              $ref: '#/components/schemas/AccreditationSearch',
              description: 'Absent where `locator` was given.',
            },
          },
          required: ['authorized', 'verdict', 'at', 'message'],
          description: 'The answer.',
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
        KeyPurpose: {
          type: 'string',
          enum: ['assertionMethod', 'authentication'],
          description: "Verification relationships that may hold an issuer's key (DID Core 5.3).",
        },
        LeafEvidence: {
          type: 'object',
          properties: {
            credential: {
              type: 'string',
              description:
                'The credential itself: a compact JWS, or a JSON text with its proof. Absent where `url` names it.',
            },
            url: {
              type: 'string',
              description:
                'The normalised DID URL under which the leaf was asked for; its content stands in `resources`.',
            },
            existence: {
              type: 'array',
              items: { $ref: '#/components/schemas/ExistenceEvidence' },
              description: 'Proofs of its age, for validity `chain`; at most 8.',
            },
          },
          description: 'The credential that is to be judged.',
        },
        LimitHit: {
          type: 'object',
          properties: { limit: { type: 'string' }, message: { type: 'string' } },
          required: ['limit', 'message'],
          description: 'A limit that was hit while evidence was collected.',
        },
        MatchedAnchor: {
          type: 'object',
          properties: {
            did: { type: 'string' },
            rootAuthorization: {
              type: 'string',
              description: 'The DID URL of the root authorization that was reached, pinned.',
            },
            trustFramework: { type: 'string' },
            trustFrameworkId: { type: 'string' },
            matched: {
              type: 'string',
              description:
                "What of the policy's anchor matched: `did`, or `did+rootAuthorization` and the like; `domain`.",
            },
            domain: {
              type: 'string',
              description: 'The domain that anchors the DID: ASCII, in lower case. Where `matched` is `domain`.',
            },
          },
          required: ['did', 'matched'],
          description: 'The root that was reached and what accepted it.',
        },
        PresentationCheckId: {
          type: 'string',
          enum: [
            'format',
            'algorithm',
            'signature',
            'key-purpose',
            'did-state',
            'validity',
            'challenge',
            'audience',
            'holder-binding',
            'trust-chain',
          ],
          description: 'The checks of a Verifiable Presentation, in the order in which reasons are reported.',
        },
        PresentationCheckResult: {
          type: 'object',
          properties: {
            id: { $ref: '#/components/schemas/PresentationCheckId' },
            credential: {
              type: ['number', 'null'],
              description: 'The place of the credential in the presentation, from 0; null is the presentation itself.',
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
          required: ['id', 'credential', 'status', 'code', 'message', 'clause'],
          description: 'What one check found on a presentation, or on one credential in it.',
        },
        PresentationEvidence: {
          type: 'object',
          properties: {
            version: { type: 'number', const: 1, description: 'The version of this format.' },
            at: { type: 'string', description: 'The time of evaluation, RFC 3339.' },
            resources: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'Accreditations and root authorizations, and the newest versions of those that were pinned.',
            },
            schemas: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'JSON Schemas that credentials or accreditations name.',
            },
            statusLists: {
              type: 'array',
              items: { $ref: '#/components/schemas/ResourceEvidence' },
              description: 'Status lists that credentials name.',
            },
            didDocuments: { type: 'array', items: { $ref: '#/components/schemas/DidDocumentEvidence' } },
            dns: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsEvidence' },
              description:
                "What DNS says of the DIDs of roots, with its proof. It is not believed: the agent's DNS plugin validates each proof anew, and hands what it finds over beside the evidence. At most 64.",
            },
            limitsHit: {
              type: 'array',
              items: { $ref: '#/components/schemas/LimitHit' },
              description: 'Limits that stopped the collection.',
            },
            presentation: {
              type: 'string',
              description: 'The presentation itself: a compact JWS, or a JSON text with its proof.',
            },
          },
          required: [
            'at',
            'didDocuments',
            'limitsHit',
            'presentation',
            'resources',
            'schemas',
            'statusLists',
            'version',
          ],
          description:
            'What was gathered about a presentation and every credential in it: as  {@link  Evidence } , for all of them together.',
        },
        PresentationObject: {
          type: 'object',
          properties: { '@context': {}, id: {}, type: {}, holder: {}, verifiableCredential: {}, proof: {} },
          description:
            'A Verifiable Presentation as JSON, with its proof (VCDM 1.1 or 2.0), or an `EnvelopedVerifiablePresentation`. Its members are not restricted here: what is wrong with one is reported by the check `format`.',
        },
        PresentationReport: {
          type: 'object',
          properties: {
            verdict: { $ref: '#/components/schemas/Verdict' },
            verified: {
              type: 'boolean',
              description:
                "`verdict === 'trusted'`: the presentation holds, and so does the trust chain of every credential in it.",
            },
            at: { type: 'string', description: 'The time of evaluation, RFC 3339.' },
            expiresAt: { type: 'string', description: 'The earliest bound of what the verdict rests on, RFC 3339.' },
            holder: {
              type: 'string',
              description: 'Who presents: a DID, normalised. Absent where the presentation names nobody.',
            },
            checks: { type: 'array', items: { $ref: '#/components/schemas/PresentationCheckResult' } },
            reasons: {
              type: 'array',
              items: { $ref: '#/components/schemas/PresentationCheckResult' },
              description: 'The checks that kept the presentation from being trusted, most telling first.',
            },
            credentials: {
              type: 'array',
              items: { $ref: '#/components/schemas/TrustChainReport' },
              description: 'The trust chain of each credential, in the order of the presentation.',
            },
            restsOn: {
              type: 'array',
              items: { $ref: '#/components/schemas/UnprovenFact' },
              description: "On whose word the presentation itself rests: the holder's DID document.",
            },
            evidence: { $ref: '#/components/schemas/PresentationEvidence', description: 'Where asked for.' },
          },
          required: ['verdict', 'verified', 'at', 'checks', 'reasons', 'credentials'],
          description: 'The answer to "may I believe what this presentation says of who shows it?"',
        },
        ResourceEvidence: {
          type: 'object',
          properties: {
            source: {
              type: 'string',
              description: 'The source that was asked, for people: a URL, `agent.resolveDid`, `bundle`.',
            },
            readAt: { type: 'string', description: 'When it was read, RFC 3339.' },
            asOf: {
              type: 'string',
              description:
                'The time as of which the answer holds, RFC 3339: the `versionTime` that was asked for, or `readAt` where the newest was asked for. One later than `readAt` counts as `readAt`.',
            },
            url: { type: 'string', description: 'The DID URL that was asked, normalised by `normalizeDidUrl`.' },
            content: {
              type: 'string',
              description: "The content's bytes, base64 (RFC 4648 section 4, padded). Absent where `error` is set.",
            },
            metadata: { $ref: '#/components/schemas/ResourceMetadata' },
            error: { $ref: '#/components/schemas/EvidenceError' },
          },
          required: ['asOf', 'readAt', 'source', 'url'],
          description: 'A DID-Linked Resource, as an answer to one DID URL.',
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
        SignatureAlgorithm: {
          type: 'string',
          enum: ['EdDSA', 'ES256', 'ES256K'],
          description: 'JOSE algorithms that this verifier implements (RFC 7518, RFC 8037, RFC 8812).',
        },
        TrustAnchor: {
          anyOf: [{ $ref: '#/components/schemas/DidTrustAnchor' }, { $ref: '#/components/schemas/DomainTrustAnchor' }],
          description: 'An accepted root: what RFC 5280 section 6.1.1 (d) calls the trust anchor, always an input.',
        },
        TrustChainExplanation: {
          type: 'object',
          properties: {
            format: { $ref: '#/components/schemas/TrustChainExplanationFormat' },
            text: { type: 'string', description: 'Without control characters, whatever stood in the credentials.' },
          },
          required: ['format', 'text'],
          description: 'A report for people.',
        },
        TrustChainExplanationFormat: {
          type: 'string',
          enum: ['text', 'mermaid', 'svg'],
          description: 'A form in which a report can be read by people.',
        },
        TrustChainItem: {
          type: 'object',
          properties: {
            credential: {
              anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/CredentialObject' }],
              description: 'A compact JWT, the text of its JSON, or the JSON itself.',
            },
            didUrl: { type: 'string', description: 'Instead, the DID URL of a published accreditation.' },
            existence: {
              type: 'array',
              items: { type: 'string' },
              description: "What is offered as proof of the credential's age, as for `verifyTrustChain`.",
            },
          },
          description: 'One of many to verify: exactly one of `credential` and `didUrl` is given.',
        },
        TrustChainItemError: {
          type: 'object',
          properties: {
            code: { $ref: '#/components/schemas/TrustChainItemErrorCode' },
            message: { type: 'string', description: 'A sentence for people, without any credential in it.' },
          },
          required: ['code', 'message'],
          description: 'Why an item has no report.',
        },
        TrustChainItemErrorCode: {
          type: 'string',
          enum: ['invalid_argument', 'worker_failed', 'internal'],
          description:
            'Why an item has no report: `invalid_argument`: it is none; `worker_failed`: the thread that judged it died, twice; `internal`: verifying it failed by a fault of this plugin, or of one that it asks.',
        },
        TrustChainLimits: {
          type: 'object',
          properties: {
            maxLinks: { type: 'number', description: 'Credentials in a chain, leaf and root included.' },
            maxFetches: { type: 'number', description: 'Requests to sources in one call.' },
            maxResourceBytes: { type: 'number', description: 'Bytes of one resource.' },
            maxTotalBytes: { type: 'number', description: 'Bytes of all resources of one call.' },
            maxInflatedBytes: {
              type: 'number',
              description:
                'Bytes of one status list after inflating; all that one call has to inflate may have four times as many together.',
            },
            maxKeysPerSignature: { type: 'number', description: 'Keys tried for a signature that names none.' },
            deadlineMs: { type: 'number', description: 'Milliseconds that the collection of evidence may take.' },
            maxConcurrentFetches: { type: 'number', description: 'Requests under way at the same time.' },
          },
          description: 'Bounds on what one verification may cost. Each must be a positive integer.',
        },
        TrustChainReport: {
          type: 'object',
          properties: {
            verdict: { $ref: '#/components/schemas/Verdict' },
            verified: { type: 'boolean', description: "`verdict === 'trusted'`" },
            at: { type: 'string', description: 'The time of evaluation, RFC 3339.' },
            expiresAt: { type: 'string', description: 'The earliest bound of what the verdict rests on, RFC 3339.' },
            anchor: { $ref: '#/components/schemas/MatchedAnchor' },
            chain: {
              type: 'array',
              items: { $ref: '#/components/schemas/ChainLink' },
              description: 'Leaf first, root last.',
            },
            checks: { type: 'array', items: { $ref: '#/components/schemas/CheckResult' } },
            reasons: {
              type: 'array',
              items: { $ref: '#/components/schemas/CheckResult' },
              description: 'The checks that kept the chain from being trusted, most telling first.',
            },
            restsOn: {
              type: 'array',
              items: { $ref: '#/components/schemas/UnprovenFact' },
              description:
                "On whose word it rests, for what can't be proven offline: sorted; absent where nothing was taken so.",
            },
            dns: {
              $ref: '#/components/schemas/DnsAnchorSummary',
              description:
                "What DNS says of the root's DID, where it was asked. The check `dns` and the anchor say what rests on it.",
            },
            evidence: { $ref: '#/components/schemas/Evidence', description: 'Where asked for.' },
          },
          required: ['verdict', 'verified', 'at', 'chain', 'checks', 'reasons'],
          description: 'The answer to "was this issuer allowed to issue this credential?" (docs/rules.md, Report).',
        },
        TrustChainResult: {
          type: 'object',
          properties: {
            index: { type: 'number', description: "The item's place in the input, from 0." },
            report: { $ref: '#/components/schemas/TrustChainReport' },
            error: { $ref: '#/components/schemas/TrustChainItemError' },
          },
          required: ['index'],
          description:
            'What came of one item: a report, also where the credential is bad; an error where there was nothing to judge.',
        },
        TrustChainResults: {
          type: 'object',
          properties: { results: { type: 'array', items: { $ref: '#/components/schemas/TrustChainResult' } } },
          required: ['results'],
          description: 'What came of all items, in their order.',
        },
        TrustPolicy: {
          type: 'object',
          properties: {
            anchors: {
              type: 'array',
              items: { $ref: '#/components/schemas/TrustAnchor' },
              description:
                'Accepted roots. Absent: nothing is trusted, verdict `indeterminate`, code `no_trust_anchor`.',
            },
            dns: {
              $ref: '#/components/schemas/DnsRequirement',
              description:
                "The level at which a domain must anchor the root's DID. `report`: none, but the report tells what DNS says. `off`: DNS is not asked, so no anchor may be a domain. Default `report`.",
            },
            status: {
              type: 'string',
              enum: ['if-present', 'required', 'off'],
              description:
                'Whether a credential must be neither revoked nor suspended. `if-present`: where it names a status. `required`: it must name one, the root too. `off`: no status is looked at. Default `if-present`.',
            },
            expiry: {
              type: 'string',
              enum: ['if-present', 'required'],
              description:
                'Whether each credential must have an end, the root too (`required`), or is only held to one that it has. Default `if-present`.',
            },
            validity: {
              type: 'string',
              enum: ['shell', 'chain'],
              description:
                '`shell`: every link and key valid at `at`. `chain`: each parent and key valid when its child was issued. Default `shell`.',
            },
            timestampAuthorities: {
              type: 'array',
              items: { type: 'string' },
              description:
                'Certificates, PEM or DER in base64, of RFC 3161 timestamp authorities, or of those who issue theirs: under validity `chain` a timestamp of one of them proves the age of a credential. At most 32. Default none.',
            },
            maxPathLength: {
              type: 'number',
              description: 'Accreditations between root authorization and leaf, those to attest included. Default 10.',
            },
            algorithms: {
              type: 'array',
              items: { $ref: '#/components/schemas/SignatureAlgorithm' },
              description:
                'Algorithms of signatures. A Data Integrity cryptosuite counts as the algorithm that it signs with: `eddsa-jcs-2022` as EdDSA, `ecdsa-jcs-2019` as ES256. Default `EdDSA`, `ES256`, `ES256K`.',
            },
            keyPurposes: {
              type: 'array',
              items: { $ref: '#/components/schemas/KeyPurpose' },
              description:
                "Verification relationships of the issuer's DID document of which the key must stand in one. cheqd Studio signs with keys of `authentication`, which others keep for logging in; `assertionMethod` alone is the strict choice. Default `assertionMethod`, `authentication`.",
            },
            otherProofs: {
              type: 'string',
              enum: ['refuse', 'agent'],
              description:
                "What is done with proofs that this verifier does not verify itself (JSON-LD suites and the like). `refuse`: nothing is trusted with them, `indeterminate`, code `proof_unverified`. `agent`: the word of the agent's own credential plugins is taken for the signature, where this very verification asked them; never that of an evidence bundle. Default `refuse`.",
            },
            contexts: {
              type: 'array',
              items: { type: 'string' },
              description:
                'JSON-LD contexts, by URL, that credentials with such proofs may have beside those of the W3C: a context decides what a member means, so an unknown one would let a holder rename what was signed. Default none.',
            },
            audience: {
              type: 'array',
              items: { type: 'string' },
              description:
                "Names under which the relying party is the audience of a JWT: a credential whose `aud` holds none of them is not for it (RFC 7519 section 4.1.3). Absent: whether it is can't be told, so a credential with `aud` is `indeterminate`.",
            },
            jurisdiction: {
              type: 'string',
              description:
                'The one jurisdiction asked for: an ISO 3166 code or an EU authority table URL. Absent: none is asked for.',
            },
            superseded: {
              type: 'string',
              enum: ['recheck', 'accept', 'refuse'],
              description:
                'What a parent that is pinned, or named as of a time, is worth once a newer version of it exists. `recheck`: the newer one must be sound and permit the child too. `refuse`: nothing. `accept`: as much as before. Default `recheck`.',
            },
            trustFrameworks: {
              type: 'array',
              items: { type: 'string' },
              description: 'Accepted trust frameworks of the root, by id or URL. Absent: any.',
            },
            schema: {
              type: 'string',
              enum: ['off', 'if-present', 'required'],
              description:
                'Whether credentials are validated against their JSON Schemas. `if-present`: where the credential, or the accreditation that covers it, names one. `required`: one must be named for the leaf. `off`: none is looked at. Default `if-present`.',
            },
            dialect: {
              type: 'string',
              enum: ['lenient', 'strict'],
              description:
                'What is done with older and foreign forms of credentials: `lenient` reads them and names them, `strict` refuses them. Default `lenient`.',
            },
            freshness: {
              type: 'number',
              description:
                'Seconds that an answer which may change (a DID document, the newest version of a name, a status list) may be old at the time of evaluation. It bounds what caches may answer, and how long a report holds (`expiresAt`). Default 300.',
            },
            webHosts: {
              type: 'array',
              items: { type: 'string' },
              description:
                'Hosts whose word is taken for JSON Schemas, and that may hand out signed status lists, under HTTPS URLs that credentials name: `example.org`, `example.org:8443`, or `.example.org` for all hosts below it. Default none.',
            },
            limits: {
              $ref: '#/components/schemas/TrustChainLimits',
              description: 'Bounds on what one verification may cost.',
            },
          },
          description:
            'What a relying party asks of a chain (docs/rules.md, Policy). Every field may be left out; an empty list accepts nothing.',
        },
        UnprovenFact: {
          type: 'object',
          properties: {
            what: { $ref: '#/components/schemas/UnprovenFactKind' },
            source: {
              type: 'string',
              description: "The source, for people. What starts with `bundle` is what somebody's evidence bundle says.",
            },
            readAt: { type: 'string', description: 'When it was read, RFC 3339; as the evidence says.' },
            items: {
              type: 'array',
              items: { type: 'string' },
              description: 'The DIDs, DID URLs and domains that it was read of, sorted.',
            },
          },
          required: ['what', 'source', 'readAt', 'items'],
          description:
            'What a report takes on the word of one source, read at one time: no signature and no checksum proves it.',
        },
        UnprovenFactKind: {
          type: 'string',
          enum: [
            'did-document',
            'resource-metadata',
            'schema',
            'status-list',
            'newest-version',
            'web-publication',
            'absence',
            'dns-record',
            'dnssec-record',
          ],
          description:
            "What was taken on a source's word. `did-document`: a DID document and its state. `resource-metadata`: a resource's name, type, time of publication and checksum. `schema`: a JSON Schema, which nobody signs, with its metadata. `status-list`: a status list's metadata, and its content where the check `status` says that it is unsigned. `newest-version`: that no newer version of a name existed. `web-publication`: the same of an accreditation under did:web, where checksum and time of publication are its publisher's word and no ledger's. `absence`: that something does not exist. `dns-record`: what a resolver says of a domain that is not signed, or whose signatures the agent leaves to the resolver. `dnssec-record`: what a domain's signatures prove, up to the keys of the DNS root that the agent has: that it still stood so when it was read, since an older answer is as well signed.",
        },
        Verdict: {
          type: 'string',
          enum: ['trusted', 'untrusted', 'indeterminate'],
          description:
            '`untrusted`: a check failed. `indeterminate`: none failed, but a required one could not be decided.',
        },
        VerifyPresentationTrustChainsArgs: {
          type: 'object',
          properties: {
            presentation: {
              anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/PresentationObject' }],
              description:
                'The presentation: a compact JWT, the text of its JSON, or the JSON itself. Where you have the text as it was received, hand over the text.',
            },
            challenge: {
              type: 'string',
              description:
                'The value that the holder was to sign (`nonce` of a JWT, `challenge` of a proof), made for this one occasion. Without it a recorded presentation can be shown again; the check `challenge` says so.',
            },
            domain: {
              type: 'string',
              description:
                'Your name for yourself, that the presentation must be made for (`aud` of a JWT, `domain` of a proof).',
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description: "Overrides members of the plugin's policy; an empty list in it accepts nothing.",
            },
            at: {
              type: 'string',
              description: 'The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: now.',
            },
            fresh: { type: 'boolean', description: 'Ask the sources again, whatever is cached. Default: false.' },
            includeEvidence: { type: 'boolean', description: 'Put the evidence into the report. Default: false.' },
          },
          required: ['presentation'],
          description: 'What to verify, what the holder was asked for, and how.',
        },
        VerifyTrustChainArgs: {
          type: 'object',
          properties: {
            credential: {
              anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/CredentialObject' }],
              description:
                'The credential: a compact JWT, the text of its JSON, or the JSON itself. Where you have the text as it was received, hand over the text.',
            },
            didUrl: {
              type: 'string',
              description:
                'Instead of a credential, the DID URL of an accreditation published as a DID-Linked Resource, pinned (`did:cheqd:testnet:…/resources/…`) or by name (`did:cheqd:testnet:…?resourceName=…&resourceType=…`).',
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description: "Overrides members of the plugin's policy; an empty list in it accepts nothing.",
            },
            at: {
              type: 'string',
              description: 'The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: now.',
            },
            existence: {
              type: 'array',
              items: { type: 'string' },
              description:
                "Proofs that the credential existed at a time, for validity `chain`; at most 8. Each is the DID URL of a DID-Linked Resource on the ledger of the credential's parent that holds the credential, or JSON with the member `sha256`: the hex sha-256 of its JWT (or of its text), or a list of such; or an RFC 3161 timestamp over it (TimeStampResp or TimeStampToken, DER in base64) from one of the policy's `timestampAuthorities`.",
            },
            fresh: { type: 'boolean', description: 'Ask the sources again, whatever is cached. Default: false.' },
            includeEvidence: { type: 'boolean', description: 'Put the evidence into the report. Default: false.' },
          },
          description: 'What to verify, and how. Exactly one of `credential` and `didUrl` is given.',
        },
        VerifyTrustChainEvidenceArgs: {
          type: 'object',
          properties: {
            evidence: {
              anyOf: [{ $ref: '#/components/schemas/Evidence' }, { type: 'string' }],
              description: 'As `collectTrustChainEvidence` gave it, or the text of its JSON. May come from a stranger.',
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description: "Overrides members of the plugin's policy; an empty list in it accepts nothing.",
            },
            at: {
              type: 'string',
              description:
                "The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: the time that the evidence was collected for, which is its maker's to choose; the report's `at` says it.",
            },
          },
          required: ['evidence'],
          description: 'Evidence that was collected before, and how to judge it.',
        },
        VerifyTrustChainsArgs: {
          type: 'object',
          properties: {
            items: {
              type: 'array',
              items: { $ref: '#/components/schemas/TrustChainItem' },
              description:
                'At most 100,000. For more, or to see results as they come, use `trustChainReports` of the plugin.',
            },
            policy: {
              $ref: '#/components/schemas/TrustPolicy',
              description:
                "Overrides members of the plugin's policy; an empty list in it accepts nothing. Limits are those of each item.",
            },
            at: {
              type: 'string',
              description:
                'The time of evaluation of all, RFC 3339, as 2026-06-01T12:00:00Z. Default: when the call was made.',
            },
            fresh: {
              type: 'boolean',
              description: 'Ask the sources again, whatever was cached before this call. Default: false.',
            },
          },
          required: ['items'],
          description: 'What to verify, all of it under one policy and as of one time.',
        },
      },
      methods: {
        checkIssuerAuthorization: {
          description:
            'Answers without a credential: may this DID issue (or accredit others to issue) that, under that root?',
          arguments: { $ref: '#/components/schemas/CheckIssuerAuthorizationArgs' },
          returnType: { $ref: '#/components/schemas/IssuerAuthorization' },
        },
        collectTrustChainEvidence: {
          description: 'Gathers what a verification rests on, without judging it.',
          arguments: { $ref: '#/components/schemas/CollectTrustChainEvidenceArgs' },
          returnType: { $ref: '#/components/schemas/Evidence' },
        },
        explainTrustChain: {
          description:
            'Writes a report for people: as a tree for a terminal, as a Mermaid flowchart, or as a self-contained SVG picture',
          arguments: { $ref: '#/components/schemas/ExplainTrustChainArgs' },
          returnType: { $ref: '#/components/schemas/TrustChainExplanation' },
        },
        verifyPresentationTrustChains: {
          description:
            'Verifies a Verifiable Presentation: that its holder made it for this occasion, that every credential in it speaks of',
          arguments: { $ref: '#/components/schemas/VerifyPresentationTrustChainsArgs' },
          returnType: { $ref: '#/components/schemas/PresentationReport' },
        },
        verifyTrustChain: {
          description: 'Verifies a credential, or a published accreditation, back to a root that the policy accepts.',
          arguments: { $ref: '#/components/schemas/VerifyTrustChainArgs' },
          returnType: { $ref: '#/components/schemas/TrustChainReport' },
        },
        verifyTrustChainEvidence: {
          description: 'Judges evidence that was collected before, as ',
          arguments: { $ref: '#/components/schemas/VerifyTrustChainEvidenceArgs' },
          returnType: { $ref: '#/components/schemas/TrustChainReport' },
        },
        verifyTrustChains: {
          description: 'Verifies many credentials, or published accreditations, as of one time and under one policy.',
          arguments: { $ref: '#/components/schemas/VerifyTrustChainsArgs' },
          returnType: { $ref: '#/components/schemas/TrustChainResults' },
        },
      },
    },
  },
}
