// Generated from the plugin interface by `npm run schemas`. Do not edit.
import type { IAgentPluginSchema } from '@veramo/core-types'

export const schema: Record<'IDnsAnchor', IAgentPluginSchema> = {
  IDnsAnchor: {
    components: {
      schemas: {
        DidDocumentObject: {
          type: 'object',
          properties: {
            '@context': {},
            id: {},
            alsoKnownAs: {},
            controller: {},
            verificationMethod: {},
            authentication: {},
            assertionMethod: {},
            keyAgreement: {},
            capabilityInvocation: {},
            capabilityDelegation: {},
            service: {},
            dnsValidationDomain: {},
          },
          description:
            'A DID document. Its members are not restricted here: what is malformed in one counts as absent.',
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
        DnsAnchorRecordFormat: {
          anyOf: [{ $ref: '#/components/schemas/DnsAnchorFormat' }, { type: 'string', const: 'tlsa' }],
          description: 'A way to name a DID in DNS, or, as `tlsa`, its keys.',
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
        DnsAnchors: {
          type: 'object',
          properties: {
            domain: { type: 'string', description: 'ASCII, in lower case, without a final dot.' },
            at: { type: 'string', description: 'RFC 3339.' },
            records: { type: 'array', items: { $ref: '#/components/schemas/DnsAnchorRecord' } },
            dnssec: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsLookupReport' },
              description:
                'All look-ups. Where one is `bogus` or `indeterminate`, there may be more records than these.',
            },
            complete: { type: 'boolean', description: 'Whether all look-ups had an answer.' },
            proof: { type: 'array', items: { $ref: '#/components/schemas/DnsProofMessage' } },
          },
          required: ['domain', 'at', 'records', 'dnssec', 'complete', 'proof'],
          description: 'The DIDs that a domain anchors.',
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
        DnsPublication: {
          type: 'object',
          properties: {
            records: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsZoneRecord' },
              description: 'The records asked for, all there (or, after a removal, all gone).',
            },
            changed: { type: 'number', description: 'How many of them were changed; the others were so before.' },
            signed: { type: 'boolean', description: 'Whether the server signs all zones concerned.' },
            warnings: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsPublicationWarning' },
              description: 'Empty after a removal.',
            },
          },
          required: ['records', 'changed', 'signed', 'warnings'],
          description: 'A change that the name server has made, read back.',
        },
        DnsPublicationWarning: {
          type: 'object',
          properties: {
            code: {
              type: 'string',
              enum: ['zone_unsigned', 'no_ds', 'signature_expiring', 'not_validated'],
              description:
                '`zone_unsigned`: the server does not sign the zone. `no_ds`: the parent has no DS for it; the message has the lines for the registrar. `signature_expiring`: a signature ends within two days. `not_validated`: it should validate, and does not (yet).',
            },
            message: { type: 'string', description: 'For people.' },
          },
          required: ['code', 'message'],
          description: 'What is missing until others can validate what was published.',
        },
        DnsSecurityState: {
          type: 'string',
          enum: ['secure', 'insecure', 'bogus', 'indeterminate'],
          description:
            'The four states of RFC 4035 section 4.3; `insecure` is proved to be unsigned, and only the first two are answers.',
        },
        DnsZoneRecord: {
          type: 'object',
          properties: {
            format: { $ref: '#/components/schemas/DnsAnchorRecordFormat' },
            name: { type: 'string', description: 'With a final dot.' },
            ttl: { type: 'number', description: 'Seconds.' },
            type: { type: 'string', enum: ['TXT', 'URI', 'PTR', 'TLSA'] },
            data: { type: 'string', description: 'As a zone file writes it.' },
          },
          required: ['format', 'name', 'ttl', 'type', 'data'],
          description: 'A record to publish.',
        },
        DnsZoneRecords: {
          type: 'object',
          properties: {
            records: { type: 'array', items: { $ref: '#/components/schemas/DnsZoneRecord' } },
            zoneFile: { type: 'string', description: 'The same as lines of a zone file.' },
          },
          required: ['records', 'zoneFile'],
          description: 'Records to publish.',
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
        GetDnsAnchorRecordsArgs: {
          type: 'object',
          properties: {
            did: { type: 'string' },
            domain: { type: 'string' },
            formats: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsAnchorRecordFormat' },
              description: 'Default: `txt` and `uri`.',
            },
            schemeDomain: { type: 'string', description: 'For `train`: the domain of the scheme. Default: `domain`.' },
            didDocument: {
              $ref: '#/components/schemas/DidDocumentObject',
              description: 'For `tlsa`: the DID document; default: the agent is asked for it.',
            },
            ttl: { type: 'number', description: 'Seconds, 0 to 86400. Default: 3600.' },
          },
          required: ['did', 'domain'],
          description: 'What to publish.',
        },
        PublishDnsAnchorArgs: {
          type: 'object',
          properties: {
            did: { type: 'string' },
            domain: { type: 'string' },
            formats: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsAnchorRecordFormat' },
              description: 'Default: `txt` and `uri`.',
            },
            schemeDomain: { type: 'string', description: 'For `train`: the domain of the scheme. Default: `domain`.' },
            didDocument: {
              $ref: '#/components/schemas/DidDocumentObject',
              description: 'For `tlsa`: the DID document; default: the agent is asked for it.',
            },
            ttl: { type: 'number', description: 'Seconds, 0 to 86400. Default: 3600.' },
            waitMs: {
              type: 'number',
              description: 'How long to wait until the name server shows the change, milliseconds. Default: 10000.',
            },
          },
          required: ['did', 'domain'],
          description: 'What to publish, or to take back.',
        },
        ResolveDnsAnchorsArgs: {
          type: 'object',
          properties: {
            domain: { type: 'string' },
            formats: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsAnchorFormat' },
              description: 'What to look for. Default: every format.',
            },
            at: { type: 'string', description: 'The time at which signatures must hold, RFC 3339. Default: now.' },
            fresh: { type: 'boolean', description: 'Ask anew, whatever is kept. Default: false.' },
            proof: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsProofMessage' },
              description: 'As in `verifyDnsAnchor`.',
            },
          },
          required: ['domain'],
          description: 'Which domain to ask.',
        },
        VerifyDnsAnchorArgs: {
          type: 'object',
          properties: {
            did: { type: 'string' },
            domain: {
              type: 'string',
              description: 'Where to look. Default: the domains that the DID document names, at most 8.',
            },
            at: { type: 'string', description: 'The time at which signatures must hold, RFC 3339. Default: now.' },
            fresh: { type: 'boolean', description: 'Ask anew, whatever is kept. Default: false.' },
            didDocument: {
              $ref: '#/components/schemas/DidDocumentObject',
              description: 'The DID document, where it is known already: then the agent is not asked for it.',
            },
            proof: {
              type: 'array',
              items: { $ref: '#/components/schemas/DnsProofMessage' },
              description:
                'Validates these answers, of an earlier report, instead of asking any resolver. What is not among them counts as not answered.',
            },
            domainLinkage: {
              type: 'boolean',
              description:
                'Asks the website of each domain too, for its DID configuration; what it says is reported apart, and raises no level. Never asked where `proof` is given. Default: as the option `domainLinkage` says.',
            },
          },
          required: ['did'],
          description: 'Which DID to look for, and where.',
        },
      },
      methods: {
        getDnsAnchorRecords: {
          description: 'Writes the records to publish, as lines of a zone file and as JSON. Nothing is published.',
          arguments: { $ref: '#/components/schemas/GetDnsAnchorRecordsArgs' },
          returnType: { $ref: '#/components/schemas/DnsZoneRecords' },
        },
        publishDnsAnchor: {
          description:
            "Publishes the records at the zone's name server, and reads them back. Other records are not touched; records that are",
          arguments: { $ref: '#/components/schemas/PublishDnsAnchorArgs' },
          returnType: { $ref: '#/components/schemas/DnsPublication' },
        },
        removeDnsAnchor: {
          description: 'Removes the records that ',
          arguments: { $ref: '#/components/schemas/PublishDnsAnchorArgs' },
          returnType: { $ref: '#/components/schemas/DnsPublication' },
        },
        resolveDnsAnchors: {
          description: 'Finds the DIDs that a domain anchors, in every format or some.',
          arguments: { $ref: '#/components/schemas/ResolveDnsAnchorsArgs' },
          returnType: { $ref: '#/components/schemas/DnsAnchors' },
        },
        verifyDnsAnchor: {
          description:
            'Judges whether, and how firmly, domains anchor a DID. What DNS says, or fails to say, is never thrown: it stands in',
          arguments: { $ref: '#/components/schemas/VerifyDnsAnchorArgs' },
          returnType: { $ref: '#/components/schemas/DnsAnchorReport' },
        },
      },
    },
  },
}
