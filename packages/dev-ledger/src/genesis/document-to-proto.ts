import type { DidDoc, Service, VerificationMethod } from '../proto/did-types.js'

type Json = Readonly<Record<string, unknown>>

/** A DID document as resolvers show it, in the form that the ledger stores. Throws TypeError for another shape. */
export function documentToProto(document: object): DidDoc {
  const json = document as Json
  return {
    context: texts(json['@context']),
    id: text(json.id),
    controller: texts(json.controller),
    verificationMethod: list(json.verificationMethod).map(verificationMethod),
    authentication: texts(json.authentication),
    assertionMethod: list(json.assertionMethod).map((entry) =>
      typeof entry === 'string' ? entry : JSON.stringify(JSON.stringify(entry)),
    ),
    capabilityInvocation: texts(json.capabilityInvocation),
    capabilityDelegation: texts(json.capabilityDelegation ?? json.capability_delegation),
    keyAgreement: texts(json.keyAgreement),
    service: list(json.service).map(service),
    alsoKnownAs: texts(json.alsoKnownAs),
  }
}

function verificationMethod(value: unknown): VerificationMethod {
  const { id, type, controller, publicKeyJwk, publicKeyMultibase, publicKeyBase58 } = object(value)
  return {
    id: text(id),
    verificationMethodType: text(type),
    controller: text(controller),
    verificationMaterial:
      publicKeyJwk === undefined ? text(publicKeyMultibase ?? publicKeyBase58) : JSON.stringify(publicKeyJwk),
  }
}

function service(value: unknown): Service {
  const { id, type, serviceEndpoint, recipientKeys, routingKeys, accept, priority } = object(value)
  return {
    id: text(id),
    serviceType: text(type),
    serviceEndpoint: texts(serviceEndpoint),
    recipientKeys: texts(recipientKeys),
    routingKeys: texts(routingKeys),
    accept: texts(accept),
    priority: typeof priority === 'number' ? priority : 0,
  }
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new TypeError('an object is missing')
  return value as Json
}

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

function texts(value: unknown): string[] {
  return list(value).map(text)
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text is missing')
  return value
}
