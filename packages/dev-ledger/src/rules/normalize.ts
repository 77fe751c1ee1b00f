import type { DeactivatePayload, DidDocPayload, SignInfo } from '../proto/did-types.js'
import type { ResourcePayload } from '../proto/resource-types.js'
import { normalizeDid } from './did.js'
import { normalizeDidUrl } from './did-url.js'
import { normalizeId } from './id.js'
import { unquote } from './unquote.js'

/** The payload with UUIDs in lower case; version ids too, whatever they are. Signatures cover the payload as sent. */
export function normalizeDidDocPayload(payload: DidDocPayload): DidDocPayload {
  const urls = (list: readonly string[]): string[] => list.map(normalizeDidUrl)
  return {
    ...payload,
    id: normalizeDid(payload.id),
    controller: payload.controller.map(normalizeDid),
    verificationMethod: payload.verificationMethod.map((method) => ({
      ...method,
      id: normalizeDidUrl(method.id),
      controller: normalizeDid(method.controller),
    })),
    service: payload.service.map((service) => ({ ...service, id: normalizeDidUrl(service.id) })),
    authentication: urls(payload.authentication),
    assertionMethod: payload.assertionMethod.map((entry) =>
      unquote(entry) === undefined ? normalizeDidUrl(entry) : entry,
    ),
    capabilityInvocation: urls(payload.capabilityInvocation),
    capabilityDelegation: urls(payload.capabilityDelegation),
    keyAgreement: urls(payload.keyAgreement),
    versionId: payload.versionId.toLowerCase(),
  }
}

/** The payload of a deactivation with UUIDs in lower case. */
export function normalizeDeactivatePayload(payload: DeactivatePayload): DeactivatePayload {
  return { id: normalizeDid(payload.id), versionId: payload.versionId.toLowerCase() }
}

/** The payload of a resource with UUIDs in lower case. */
export function normalizeResourcePayload(payload: ResourcePayload): ResourcePayload {
  return { ...payload, collectionId: normalizeId(payload.collectionId), id: payload.id.toLowerCase() }
}

/** Signatures with their verification methods normalised. */
export function normalizeSignInfos(infos: readonly SignInfo[]): SignInfo[] {
  return infos.map((info) => ({ ...info, verificationMethodId: normalizeDidUrl(info.verificationMethodId) }))
}
