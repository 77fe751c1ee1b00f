/** Path before a DID in the resolver's routes. */
export const resolverPath = '/1.0/identifiers/'

/** Media types that the resolver speaks. */
export const mediaTypes = {
  didJson: 'application/did+json',
  didJsonLd: 'application/did+ld+json',
  jsonLd: 'application/ld+json',
  json: 'application/json',
  did: 'application/did',
} as const

/** Profiles that an Accept header may name. */
export const profiles = {
  resolution: 'https://w3id.org/did-resolution',
  dereferencing: 'https://w3id.org/did-url-dereferencing',
} as const

/** `@context` of results. */
export const resolutionContext = 'https://w3id.org/did-resolution/v1'

/** Whether the resolver speaks a media type. */
export function isSupported(mediaType: string): boolean {
  return Object.values<string>(mediaTypes).includes(mediaType)
}

/** Whether results of a media type carry `@context`. */
export function carriesContext(mediaType: string): boolean {
  return mediaType === mediaTypes.didJsonLd || mediaType === mediaTypes.jsonLd
}
