import {
  decodeCredential,
  formatResourceReference,
  formatTime,
  kindOfType,
  normalizeDid,
  type ChainCredential,
  type DereferencedResource,
  type FormatFault,
  type JsonObject,
  type ResourceMetadata,
} from '@trustchains/core'
import type { RegistryEntry, RegistryEntryKind, ResourceDidUrls } from '../types/results.js'
import { readingErrorCode } from './read-resource.js'

/** The kind that a resource type stands for on the ledger; undefined for resources that are no accreditations. */
export function entryKind(metadata: Pick<ResourceMetadata, 'resourceType'>): RegistryEntryKind | undefined {
  return kindOfType(metadata.resourceType)
}

/** The DID URLs of a resource. */
export function resourceDidUrls(did: string, resourceId: string, name: string, type: string): ResourceDidUrls {
  return {
    pinned: formatResourceReference({ form: 'pinned', did, resourceId }),
    latest: formatResourceReference({ form: 'named', did, resourceName: name, resourceType: type }),
  }
}

/** An entry, and what it was read from. */
export interface ReadEntry {
  entry: RegistryEntry
  /** Absent where it could not be read, or is too broken. */
  credential?: ChainCredential
  /** The content, as it stands on the ledger. */
  text?: string
}

/**
 * What a resource says, as a listing shows it. Nothing is verified but the form, and that the credential is at home
 * where it stands; what is wrong is in `faults`, and the entry is kept.
 *
 * @param did - the DID that the resource stands under
 */
export function registryEntry(
  did: string,
  resource: ResourceMetadata,
  kind: RegistryEntryKind,
  content: DereferencedResource,
): ReadEntry {
  const didUrls = resourceDidUrls(did, resource.resourceId, resource.resourceName, resource.resourceType)
  const { error, message = 'no reason given' } = content.dereferencingMetadata
  if (error !== undefined || content.contentStream === null) {
    const reason = { code: readingErrorCode(error ?? 'internalError'), message }
    return { entry: { didUrls, resource, kind, faults: [], error: reason } }
  }
  const text = Buffer.from(content.contentStream).toString('utf8')
  const { credential, faults } = decodeCredential(text)
  if (credential === undefined) return { entry: { didUrls, resource, kind, faults } }
  const entry = {
    didUrls,
    resource,
    kind,
    issuer: credential.issuer,
    ...(credential.subject !== undefined && { subject: credential.subject }),
    ...statements(credential),
    ...dates(credential),
    credential: asJson(credential),
    faults: [...faults, ...misplaced(credential, did, kind)],
  }
  return { entry, credential, text }
}

function statements(credential: ChainCredential): Partial<RegistryEntry> {
  if (credential.kind === 'attestation') return {}
  const { accreditedFor, maxPathLength } = credential
  return {
    accreditedFor: accreditedFor.map(({ schemaId, types, limitJurisdiction }) => ({
      ...(schemaId !== undefined && { schemaId }),
      types,
      ...(limitJurisdiction && { limitJurisdiction }),
    })),
    ...(maxPathLength !== undefined && { maxPathLength }),
    ...(credential.kind === 'root'
      ? credential.framework
      : credential.parent && {
          parentAccreditation: credential.parent.parentAccreditation,
          rootAuthorization: credential.parent.rootAuthorization,
        }),
  }
}

/** The dates that limit most, where a credential states several. */
function dates({ notBefore, notAfter }: ChainCredential): Pick<RegistryEntry, 'validFrom' | 'validUntil'> {
  return {
    ...(notBefore.length > 0 && { validFrom: formatTime(Math.max(...notBefore.map(({ ms }) => ms))) }),
    ...(notAfter.length > 0 && { validUntil: formatTime(Math.min(...notAfter.map(({ ms }) => ms))) }),
  }
}

/** The credential as JSON: what the JWT says, with it as the proof. */
function asJson({ document, jws }: ChainCredential): JsonObject {
  return { ...document, ...(jws && { proof: { type: 'JwtProof2020', jwt: jws.token } }) }
}

/** An accreditation counts only under its issuer's DID and its own type (docs/verification.md, resource). */
function misplaced(credential: ChainCredential, did: string, kind: RegistryEntryKind): FormatFault[] {
  const faults: FormatFault[] = []
  if (credential.issuer !== normalizeDid(did)) {
    faults.push({
      status: 'fail',
      code: 'resource_issuer_mismatch',
      message: 'the credential is by another issuer than the DID it is published under',
    })
  }
  if (credential.kind !== kind) {
    faults.push({
      status: 'fail',
      code: 'resource_type_mismatch',
      message: 'the resource type is not the type of the credential',
    })
  }
  return faults
}
