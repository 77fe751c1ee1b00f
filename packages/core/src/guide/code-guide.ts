import type { CheckCode } from '../types/report.js'
import type { CodeExplanation } from './code-explanation.js'
import { presentationCodes } from './presentation-codes.js'

const askIssuer = 'Ask whoever issued the credential for a new one; do not rely on this one.'
const tryAgain = 'Try again later; the answer may change by itself.'

/** Every code of a report, explained: a failure's code never changes its meaning. */
export const codeGuide: Readonly<Record<CheckCode, CodeExplanation>> = {
  ok: { ends: 'pass', means: 'What the check asks for holds.', remedy: 'Nothing to do.' },
  not_applicable: { ends: 'skipped', means: 'There is nothing that the check could judge.', remedy: 'Nothing to do.' },
  policy_off: {
    ends: 'skipped',
    means: 'The policy switched the check off.',
    remedy: 'Switch it on in the policy if you want it.',
  },
  not_implemented: {
    ends: 'skipped or indeterminate',
    means: 'The policy asks for something that this version can not do.',
    remedy: 'Leave it out of the policy, or use a version that can.',
  },
  not_reached: {
    ends: 'skipped',
    means: 'Something before it stood in the way, so this was not judged. Nothing is trusted with it.',
    remedy: 'Look at the other reasons of the report.',
  },
  malformed: {
    ends: 'fail',
    means: 'A member is missing, doubled, of the wrong kind, or too large.',
    remedy: askIssuer,
  },
  ambiguous_type: {
    ends: 'fail',
    means: 'It has two accreditation types, so its place in the chain depends on the reader.',
    remedy: askIssuer,
  },
  policy_missing: {
    ends: 'fail',
    means: 'Its `termsOfUse` lack the policy that says where it stands in a chain.',
    remedy: 'It was issued outside a trust chain. Ask the issuer for one with an AttestationPolicy.',
  },
  policy_mismatch: {
    ends: 'fail',
    means: 'Its `termsOfUse` are of a kind that its type does not ask for.',
    remedy: askIssuer,
  },
  payload_mismatch: {
    ends: 'fail',
    means: 'The JSON around the signature says something else than what was signed: somebody changed it.',
    remedy: 'Do not use it. Ask the holder for the credential as it was issued.',
  },
  dialect_refused: {
    ends: 'fail or indeterminate',
    means:
      'It is written in an older or foreign form that the policy (`dialect: strict`) or this version does not accept.',
    remedy: 'Ask for a credential in the current form, or accept dialects (`dialect: lenient`).',
  },
  crit_unknown: {
    ends: 'fail',
    means: 'The JWT demands an extension (`crit`) that this verifier does not know.',
    remedy: askIssuer,
  },
  audience_mismatch: {
    ends: 'fail or indeterminate',
    means: 'It says for whom it is made, and that is not you, or you did not say who you are.',
    remedy: 'Ask for one that is made for you, or say in the policy under which names you are meant (`audience`).',
  },
  algorithm_refused: {
    ends: 'fail',
    means: 'It is signed with an algorithm that the policy does not accept, or not signed at all.',
    remedy: 'Accept the algorithm in the policy if you mean to; `none` and HMAC never are.',
  },
  key_type_mismatch: {
    ends: 'fail',
    means: 'The key is of another type than the algorithm asks for.',
    remedy: askIssuer,
  },
  signature_invalid: {
    ends: 'fail',
    means: 'No key of the issuer made this signature: it was forged or changed.',
    remedy: 'Do not use it.',
  },
  key_not_found: {
    ends: 'fail',
    means: "The issuer's DID document of the time that counts has no such key.",
    remedy: 'The issuer may have rotated its keys: ask for a new credential, or judge by `validity: chain`.',
  },
  key_not_authorized: {
    ends: 'fail',
    means: 'The key is there, but for no purpose that is accepted, or its time has ended.',
    remedy:
      'Ask for it signed with a key of `assertionMethod` (a presentation: of `authentication`) whose time has not ended. To widen ' +
      '`keyPurposes` helps only where the policy narrowed it.',
  },
  proof_unverified: {
    ends: 'indeterminate',
    means:
      'Its proof is of a kind that this verifier does not verify itself, and nobody whom the policy trusts with it did.',
    remedy:
      'Ask for it as a JWT or with a proof of eddsa-jcs-2022 or ecdsa-jcs-2019; or let the policy trust the plugins of the agent (`otherProofs`).',
  },
  did_unresolvable: {
    ends: 'fail or indeterminate',
    means: 'The DID does not exist (fail), or could not be asked for (indeterminate).',
    remedy: tryAgain,
  },
  did_deactivated: { ends: 'fail', means: "The issuer's DID was given up.", remedy: askIssuer },
  not_yet_valid: {
    ends: 'fail',
    means: 'Its time has not begun, or it claims to be older than the key or accreditation that it rests on.',
    remedy: 'Check the clock and `at`; else ask the issuer.',
  },
  expired: { ends: 'fail', means: 'Its time is over.', remedy: 'Ask the holder for a renewed one.' },
  dates_disagree: {
    ends: 'fail',
    means: 'Two of its dates that must say the same differ, or it ends before it begins.',
    remedy: askIssuer,
  },
  expiry_required: { ends: 'fail', means: 'It never expires, and the policy asks for an expiry.', remedy: askIssuer },
  time_unproven: {
    ends: 'indeterminate',
    means:
      'It would be valid if it is as old as it says, but only its own date says so; whoever holds an old key can backdate.',
    remedy: 'Show proof that it existed then: a resource on a ledger that holds its hash, or an RFC 3161 timestamp.',
  },
  revoked: { ends: 'fail', means: 'Its issuer revoked it.', remedy: askIssuer },
  suspended: {
    ends: 'fail',
    means: 'Its issuer suspended it; that can be lifted.',
    remedy: 'Ask the issuer, or try again later.',
  },
  status_unavailable: {
    ends: 'fail or indeterminate',
    means:
      'The status list does not exist (fail), or could not be read, is encrypted, or says "unknown" (indeterminate).',
    remedy: tryAgain,
  },
  status_list_invalid: {
    ends: 'fail',
    means: 'The status list is not genuine, of another issuer or purpose, out of its time, or too short.',
    remedy: 'Tell the issuer; until it is mended nothing can be said of the credential.',
  },
  status_required: { ends: 'fail', means: 'It names no status, and the policy asks for one.', remedy: askIssuer },
  issuer_not_subject: {
    ends: 'fail',
    means: 'Its issuer is not the one that was accredited.',
    remedy: 'Do not use it: the issuer had no accreditation of its own.',
  },
  role_not_permitted: {
    ends: 'fail',
    means: "Its parent's role does not allow it.",
    remedy: 'Do not use it: the issuer went beyond its role.',
  },
  scope_exceeded: {
    ends: 'fail',
    means: "No single entry of the parent's `accreditedFor` covers it.",
    remedy: 'The issuer must be accredited for this schema and these types first.',
  },
  scope_empty: {
    ends: 'fail',
    means: 'The accreditation permits nothing, or its types are all generic.',
    remedy: 'The accreditor must issue it anew, with a scope.',
  },
  schema_missing: {
    ends: 'fail',
    means: 'The accreditation is for a schema, and the credential dropped it.',
    remedy: askIssuer,
  },
  jurisdiction_exceeded: {
    ends: 'fail',
    means: 'The chain is not accredited for the jurisdiction asked for, or a link widened it.',
    remedy: 'Ask for an issuer of that jurisdiction.',
  },
  path_too_long: {
    ends: 'fail',
    means: 'The chain is longer than the policy or an accreditation above allows.',
    remedy: 'Raise `maxPathLength` in the policy if it is yours that is hit.',
  },
  root_mismatch: { ends: 'fail', means: 'A link names another root than the one that was reached.', remedy: askIssuer },
  resource_not_found: {
    ends: 'fail',
    means: 'What a DID URL names does not exist at the time that counts.',
    remedy: 'Check the DID URL and the network; else ask the issuer.',
  },
  resource_unavailable: { ends: 'indeterminate', means: 'A resource could not be read.', remedy: tryAgain },
  resource_issuer_mismatch: {
    ends: 'fail',
    means: 'An accreditation is published under a DID that is not its issuer’s.',
    remedy: 'Do not use it: anyone can publish a copy under his own DID.',
  },
  resource_type_mismatch: {
    ends: 'fail',
    means: 'A resource is published under another type than the credential has.',
    remedy: askIssuer,
  },
  checksum_mismatch: {
    ends: 'fail',
    means: 'The bytes are not those that the ledger has the checksum of: they were changed on the way.',
    remedy: 'Use another resolver, and tell its operator.',
  },
  superseded: {
    ends: 'fail',
    means:
      'A newer version of an accreditation exists that does not permit the child (or the policy refuses older versions).',
    remedy: 'Ask the issuer for a credential under the newer version.',
  },
  schema_violation: { ends: 'fail', means: 'The credential does not satisfy its JSON Schema.', remedy: askIssuer },
  schema_unavailable: {
    ends: 'fail or indeterminate',
    means: 'The JSON Schema can not be used (fail), or could not be had (indeterminate).',
    remedy: tryAgain,
  },
  loop: { ends: 'fail', means: 'A credential stands above itself.', remedy: 'Do not use it.' },
  limit_exceeded: {
    ends: 'fail or indeterminate',
    means: 'A limit on size or count was hit (fail), or the time ran out (indeterminate).',
    remedy: 'Raise that limit in the policy if you trust where the chain comes from; try again if it was the time.',
  },
  framework_missing: {
    ends: 'fail',
    means: 'The root authorization names no trust framework.',
    remedy: 'Ask the root authority.',
  },
  framework_refused: {
    ends: 'fail',
    means: 'The root’s trust framework is none that the policy accepts.',
    remedy: 'Read the framework; add it to `trustFrameworks` if you accept it.',
  },
  no_trust_anchor: {
    ends: 'indeterminate',
    means: 'The policy names no root at all, so nothing can be trusted.',
    remedy: 'Set `anchors` in the policy to the roots that you accept.',
  },
  anchor_untrusted: {
    ends: 'fail',
    means: 'The chain is sound up to a root that the policy does not name, by its DID or by a domain that anchors it.',
    remedy: 'Find out who the root is by another way before you add it to `anchors`.',
  },
  dns_not_anchored: {
    ends: 'fail',
    means: 'The domain does not name the root’s DID, or no domain is known for it.',
    remedy: 'Ask the root authority; see its DNS records and the domains that its DID document names.',
  },
  dns_bogus: {
    ends: 'fail',
    means:
      'The answers of DNS should be signed, and the signatures are wrong, missing or over: they were forged, or the zone is ' +
      'broken, or a bundle is older than they last.',
    remedy: 'Do not rely on it; tell the operator of the domain. For a bundle: verify the credential online.',
  },
  dns_insecure: {
    ends: 'fail',
    means: 'The domain names the DID, in a zone that is not signed: anybody on the way could have written it.',
    remedy: 'The domain must be signed (DNSSEC), or the policy ask for less.',
  },
  dns_unreachable: {
    ends: 'indeterminate',
    means:
      'What DNS says is not known: it gave no answer, the agent has no plugin that asks it, a bundle has no answers, or they ' +
      'are not of the time that is asked about.',
    remedy:
      'Try again later; give the agent DnsAnchor of @trustchains/dns-anchor; collect a bundle under the same policy.',
  },
  dns_backlink_missing: {
    ends: 'fail',
    means: 'The domain names the DID, and the DID does not name the domain.',
    remedy: 'The root authority must add the domain to its DID document.',
  },
  dns_key_missing: {
    ends: 'fail',
    means: 'The domain and the DID name one another, and no key of the DID stands in the domain’s TLSA records.',
    remedy: 'The root authority must publish TLSA records for its keys, or the policy ask for `bidirectional`.',
  },
  ...presentationCodes,
}
