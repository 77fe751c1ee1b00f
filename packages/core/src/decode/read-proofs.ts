import { hash } from 'node:crypto'
import { isCryptosuite, type Cryptosuite } from '../data-integrity/cryptosuite.js'
import { readDataIntegrityProof, readKeyUrl, readProofDates } from '../data-integrity/read-data-integrity-proof.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import type { DataIntegrityProof, DataIntegrityProofs, ExternalProof } from '../types/proof.js'
import { sameJson } from './compare-documents.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject } from './parse-json.js'
import { listOf } from './read-members.js'

/** Proofs of one document; each is a signature to verify. */
const maxProofs = 8

/** The proofs of a document, whatever they claim to be: a JWT, or something that stands for itself. */
export type ReadProofs = { token: string } | DataIntegrityProofs | ExternalProof

/**
 * Reads `proof`. A proof with a member `jwt` is a JWT proof, whatever its type says; it is the only one.
 *
 * Of a proof set (VC Data Integrity 1.0 section 2.1.1) those are read whose cryptosuite is implemented. The others count
 * as absent, which is safe, since anybody could have left them out. A proof chain (`previousProof`) is not judged.
 *
 * @param text - of the whole credential, trimmed
 * @param secured - the credential
 * @returns undefined, and a fault, where there is nothing that could be verified
 */
export function readProofs(text: string, secured: JsonObject, faults: FormatFaults): ReadProofs | undefined {
  const { proof } = secured
  const listed = listOf(proof)
  const proofs = listed.filter(isJsonObject)
  if (proofs.length === 0 || proofs.length < listed.length || proofs.length > maxProofs) {
    const message = `proof is no object and no list of at most ${String(maxProofs)} objects`
    faults.fail('malformed', proof === undefined ? noProof : message)
    return undefined
  }
  const jwt = proofs.find((member) => member.jwt !== undefined)?.jwt
  if (jwt !== undefined) {
    if (proofs.length === 1 && typeof jwt === 'string') return { token: jwt }
    faults.fail('malformed', 'a proof has a member jwt that is no string, or that stands beside other proofs')
    return undefined
  }
  if (proofs.some(({ previousProof }) => previousProof !== undefined)) {
    faults.undecided('not_implemented', 'the proofs are a chain (previousProof), which this version does not verify')
    return undefined
  }
  const { proof: _, ...document } = secured
  const known = proofs.filter(isReadable)
  if (known.length > 0) return readAll(known, proofs.length - known.length, document, faults)
  const [only, ...others] = proofs
  if (only !== undefined && others.length === 0) return readExternal(text, only, document, faults)
  faults.undecided('not_implemented', 'none of the proofs is of a cryptosuite that this version verifies')
  return undefined
}

const noProof = 'it has no proof; hand over its JWT, or its JSON with its proof'

type ReadableProof = JsonObject & { cryptosuite: Cryptosuite }

const isReadable = (proof: JsonObject): proof is ReadableProof =>
  proof.type === 'DataIntegrityProof' && isCryptosuite(proof.cryptosuite)

function readAll(
  known: ReadableProof[],
  unread: number,
  document: JsonObject,
  faults: FormatFaults,
): DataIntegrityProofs | undefined {
  // The document is read with the context that is signed, so there must be one.
  if (!known.every((proof) => sameJson(proof['@context'], known[0]?.['@context']))) {
    faults.fail('malformed', 'the proofs of the set have different values of @context')
    return undefined
  }
  const proofs: DataIntegrityProof[] = []
  for (const proof of known) {
    const read = readDataIntegrityProof(proof.cryptosuite, proof, document, faults)
    if (read === undefined) return undefined
    proofs.push(read)
  }
  const signedContext = known[0]?.['@context']
  return { kind: 'data-integrity', proofs, unread, ...(signedContext !== undefined && { signedContext }) }
}

function readExternal(text: string, proof: JsonObject, document: JsonObject, faults: FormatFaults): ExternalProof {
  const { type, cryptosuite, proofPurpose } = proof
  const suite = [cryptosuite, type].find((name) => typeof name === 'string') ?? 'unnamed'
  const key = readKeyUrl(proof.verificationMethod)
  const obstacle = obstacleIn(document)
  return {
    kind: 'external',
    suite: suite.slice(0, 64),
    ...(key !== undefined && { verificationMethod: key }),
    ...(typeof proofPurpose === 'string' && { proofPurpose }),
    ...readProofDates(proof, faults),
    sha256: hash('sha256', text, 'hex'),
    contexts: listOf(document['@context']).filter((context) => typeof context === 'string'),
    ...(obstacle !== undefined && { obstacle }),
  }
}

/**
 * What keeps a document whose proof is over its meaning as JSON-LD from being judged as JSON. With a context of the
 * holder's choice a member could mean something else than what was signed (VC Data Integrity 1.0 section 4.6, Context
 * Validation); which of the named contexts are known is for the policy to say. And a member under another name for the
 * same thing, an IRI or a keyword, would be signed and not be seen: a status, hidden.
 */
function obstacleIn(document: JsonObject): string | undefined {
  const { '@context': contexts, ...members } = document
  if (!listOf(contexts).every((context) => typeof context === 'string')) return 'its @context has an inline context'
  return hasOtherNames(members) ? 'a member has an IRI or a keyword of JSON-LD for its name' : undefined
}

function hasOtherNames(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasOtherNames)
  return (
    isJsonObject(value) && Object.entries(value).some(([name, member]) => /^@|:/.test(name) || hasOtherNames(member))
  )
}
