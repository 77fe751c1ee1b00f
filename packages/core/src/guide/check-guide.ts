import type { CheckCode, CheckId } from '../types/report.js'

/** What a check is for, in words for whoever relies on its result. */
export interface CheckExplanation {
  /** What must hold for `pass`, as one sentence. */
  holds: string
  /** What someone could do if nobody looked. */
  stops: string
  /** The clause or specification that the check comes from; it stands in each of its results. */
  clause: string
  /** The codes that it gives where it does not end as `pass`, the common ones of all checks left out. */
  codes: readonly CheckCode[]
}

/** Every check, explained. The check table takes its clauses from here, and docs/verification.md is made of it. */
export const checkGuide: Readonly<Record<CheckId, CheckExplanation>> = {
  format: {
    holds:
      'The credential can be read in one way only: it takes one place in a chain, carries the policy that its type asks for, and the JSON around a JWT says what the JWT says.',
    stops:
      'A credential shown as one thing and signed as another: changed JSON around an honest signature, two accreditation types at once, a member that stands twice.',
    clause: 'VCDM 1.1 section 6.3.1, VC-JOSE-COSE section 3.1',
    codes: [
      'malformed',
      'ambiguous_type',
      'policy_missing',
      'policy_mismatch',
      'payload_mismatch',
      'dialect_refused',
      'crit_unknown',
      'audience_mismatch',
    ],
  },
  algorithm: {
    holds:
      'The signature uses an algorithm that the policy accepts, and the key is of the type which that algorithm asks for.',
    stops:
      'Unsigned tokens (`none`), a public key used as an HMAC secret, a key used with an algorithm that it was not made for.',
    clause: 'RFC 8725 section 3.1',
    codes: ['algorithm_refused', 'key_type_mismatch'],
  },
  signature: {
    holds: "The signature verifies with a key of the issuer's DID document as it was at the time that counts.",
    stops: 'Forged and changed credentials, and credentials signed with a key that the issuer had given up.',
    clause: 'RFC 7515 section 5.2; VC Data Integrity 1.0 section 4.4; RFC 5280 section 6.1.3 (a)(1)',
    codes: [
      'signature_invalid',
      'key_not_found',
      'limit_exceeded',
      'expired',
      'not_yet_valid',
      'time_unproven',
      'proof_unverified',
    ],
  },
  'key-purpose': {
    holds:
      'The DID document lists that key for a purpose which the policy accepts (by default `assertionMethod` or `authentication`), and its time has not ended.',
    stops:
      'Credentials signed with a key that is only meant for encryption or for delegating. A key that is only meant for logging in ' +
      "(`authentication`) passes by default, because cheqd Studio signs with such keys; `keyPurposes: ['assertionMethod']` is the strict choice.",
    clause: 'DID Core 5.3; RFC 5280 section 4.2.1.3',
    codes: ['key_not_authorized'],
  },
  'did-state': {
    holds: "The issuer's DID resolves to its own document and was not deactivated at the time that counts.",
    stops:
      'Credentials of an issuer that gave up its DID, and a resolver that answers with the document of somebody else.',
    clause: 'DID Core 7.1.3',
    codes: ['did_unresolvable', 'did_deactivated', 'limit_exceeded'],
  },
  validity: {
    holds:
      'All dates that mean the same agree, and the credential is valid at the time that counts, 60 s of skew in its favour.',
    stops: 'Expired and backdated credentials, and dates that say one thing to people and another to programs.',
    clause: 'VCDM 2.0 section 4.9; RFC 5280 section 6.1.3 (a)(2)',
    codes: ['not_yet_valid', 'expired', 'dates_disagree', 'expiry_required', 'time_unproven'],
  },
  status: {
    holds:
      'No status that the credential names says revoked or suspended; each status list is genuine, for this issuer, this purpose, this time, and has the index.',
    stops: 'Revoked credentials, a list of another issuer or purpose, an old list, a list that unpacks into gigabytes.',
    clause: 'Bitstring Status List 1.0 section 3.2; RFC 5280 section 6.3',
    codes: ['revoked', 'suspended', 'status_unavailable', 'status_list_invalid', 'status_required', 'limit_exceeded'],
  },
  link: {
    holds: "The credential's issuer is the subject of its parent, and `iss` and `sub` of the JWT name the same.",
    stops: 'Standing under an accreditation that was given to somebody else.',
    clause: 'RFC 5280 section 6.1.3 (a)(4)',
    codes: ['issuer_not_subject'],
  },
  role: {
    holds:
      "The parent's role permits it: only an accreditation to attest stands above an attestation, only an accreditation to accredit or the root above an accreditation.",
    stops: 'An issuer that may only attest making further issuers.',
    clause: 'RFC 5280 section 4.2.1.9',
    codes: ['role_not_permitted'],
  },
  scope: {
    holds:
      "One single entry of the parent's `accreditedFor` covers the credential's schema and all its types; each entry of an accreditation is covered so.",
    stops: 'Issuing what one was not accredited for, and putting a permission together from the parts of several.',
    clause: 'RFC 5280 section 4.2.1.10',
    codes: ['scope_exceeded', 'scope_empty', 'schema_missing'],
  },
  jurisdiction: {
    holds:
      'Limits of jurisdiction only narrow from the root down, and the jurisdiction that the policy asks for is within what is left.',
    stops: 'An accreditation for one region used in another, or widened on its way down.',
    clause: 'RFC 5280 section 4.2.1.10',
    codes: ['jurisdiction_exceeded', 'schema_unavailable', 'limit_exceeded'],
  },
  'path-length': {
    holds: 'The chain is no longer than the policy and every `maxPathLength` above a link allow.',
    stops: 'Passing a permission on and on, further than the root wanted.',
    clause: 'RFC 5280 section 4.2.1.9',
    codes: ['path_too_long'],
  },
  'root-binding': {
    holds: 'Every link names the same root authorization, and it is the very resource that was reached.',
    stops: 'Hanging a branch under another root, also another root authorization of the same DID.',
    clause: 'cheqd trust chains, rootAuthorization',
    codes: ['root_mismatch'],
  },
  resource: {
    holds:
      "Each published credential is the one that its DID URL names: under its issuer's DID, of its own type, with the ledger's checksum; and no newer version of it refuses its child.",
    stops:
      'A copy kept under another DID, an exchanged content, an old and wider version that is pinned after it was narrowed or revoked.',
    clause: 'DID-Linked Resources 1.0',
    codes: [
      'resource_not_found',
      'resource_unavailable',
      'resource_issuer_mismatch',
      'resource_type_mismatch',
      'checksum_mismatch',
      'superseded',
      'limit_exceeded',
    ],
  },
  schema: {
    holds:
      'The whole credential satisfies the JSON Schema that it names, or that of the accreditation which covers it; the schema fetches nothing.',
    stops: 'A credential that carries the right type and other contents than the framework agreed on.',
    clause: 'VC JSON Schema section 4',
    codes: ['schema_violation', 'schema_unavailable', 'limit_exceeded'],
  },
  loop: {
    holds: 'No resource and no credential stands twice in the chain.',
    stops: 'Accreditations that vouch for each other and never reach a root.',
    clause: 'OpenID Federation 1.0 section 10.1',
    codes: ['loop'],
  },
  limits: {
    holds: 'The verification kept every limit on links, requests, bytes and time.',
    stops: 'Chains made to exhaust whoever checks them.',
    clause: 'RFC 5280 section 8',
    codes: ['limit_exceeded'],
  },
  framework: {
    holds: 'The root authorization states its trust framework, and the policy accepts it.',
    stops: 'A chain that is sound, under rules that you never agreed to.',
    clause: 'RFC 5280 section 6.1.1 (c)',
    codes: ['framework_missing', 'framework_refused'],
  },
  anchor: {
    holds: 'The root that was reached is one that the policy names, by its DID or by a domain that anchors it in DNS.',
    stops: 'A flawless chain up to a root that its maker founded himself.',
    clause: 'RFC 5280 section 6.1.1 (d)',
    codes: ['no_trust_anchor', 'anchor_untrusted', 'resource_unavailable', 'dns_unreachable'],
  },
  dns: {
    holds:
      "The root's domain anchors its DID in DNS, at the level that the policy asks for. What DNS says is asked, or its recorded " +
      'signatures are validated anew, in every verification: what an evidence bundle says of it is not believed.',
    stops:
      'A root that claims a domain which does not know it, and answers that are forged on the way, recorded or made up.',
    clause: 'High assurance DIDs with DNS (draft-carter-high-assurance-dids-with-dns), RFC 4035',
    codes: [
      'dns_not_anchored',
      'dns_bogus',
      'dns_insecure',
      'dns_unreachable',
      'dns_backlink_missing',
      'dns_key_missing',
    ],
  },
}
