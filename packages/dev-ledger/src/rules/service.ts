import type { Service } from '../proto/did-types.js'
import { keyUrlRule, prefixRule } from './did-url.js'
import { byteLength, check, each, fields, required, type Rule } from './validation.js'

/** One service of the document of `did` (x/did/types/diddoc_service.go Validate); endpoints need not be URIs. */
export function serviceRule(did: string, namespace?: string): Rule<Service> {
  return (service) =>
    fields({
      id: check(service.id, required, keyUrlRule(namespace), prefixRule(did)),
      type: check(service.serviceType, required, byteLength(1, 255)),
      service_endpoint: each<string>(required)(service.serviceEndpoint),
    })
}

/** No id twice. */
export const uniqueServices: Rule<readonly Service[]> = (services) =>
  new Set(services.map((service) => service.id)).size === services.length ? undefined : 'there are service duplicates'
