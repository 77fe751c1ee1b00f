import { Resolver, type DIDDocument } from 'did-resolver'

/** The DID of the test world's root, which rtao.test names in every format, and whose key stands in its TLSA record. */
export const rootDid = 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'

/** The Ed25519 key of RFC 8032 section 7.1, test 1. */
export const rootKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex').toString('base64url'),
}

const key = { kty: rootKey.kty, crv: rootKey.crv, x: rootKey.x }

const documents: Record<string, Omit<DIDDocument, 'id'>> = {
  [rootDid]: {
    verificationMethod: [{ id: `${rootDid}#key-1`, type: 'JsonWebKey2020', controller: rootDid, publicKeyJwk: key }],
    assertionMethod: [`${rootDid}#key-1`],
    alsoKnownAs: ['https://bücher.test/', 'https://com/', 'https://rtao.test/path', 'mailto:rtao.test'],
    service: [{ id: `${rootDid}#web`, type: 'LinkedDomains', serviceEndpoint: ['https://rtao.test'] }],
  },
  'did:example:joined': { alsoKnownAs: ['https://RTAO.test'] },
  'did:example:scheme': {
    service: [{ id: '#a', type: 'LinkedDomains', serviceEndpoint: { origins: ['https://rtao.test'] } }],
  },
  'did:example:ed': { alsoKnownAs: ['https://ed.test:8443', 'https://sub.ed.test', 'http://ed.test'] },
  'did:example:unsigned': {
    alsoKnownAs: ['did:web:unsigned.test'],
    assertionMethod: [
      {
        id: 'did:example:unsigned#key-1',
        type: 'JsonWebKey2020',
        controller: 'did:example:unsigned',
        publicKeyJwk: key,
      },
    ],
  },
  'did:example:bogus': { alsoKnownAs: ['https://bogus.test'] },
  'did:example:evil!': {},
  'did:example:expired': { alsoKnownAs: ['https://expired.test'] },
}

/** The document of one of the DIDs. */
export const exampleDocument = (did: string): DIDDocument => ({ id: did, ...documents[did] })

/** Resolves the DIDs of the test world. */
export const exampleResolver = (): Resolver => {
  const resolve = async (did: string) => {
    const document = documents[did]
    return document === undefined
      ? { didResolutionMetadata: { error: 'notFound' }, didDocument: null, didDocumentMetadata: {} }
      : { didResolutionMetadata: {}, didDocument: { id: did, ...document }, didDocumentMetadata: {} }
  }
  return new Resolver({ cheqd: resolve, example: resolve })
}
