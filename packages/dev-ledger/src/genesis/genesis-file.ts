/**
 * The file that `--import` reads and `--export` writes: the state of a ledger without its transactions. Documents and
 * metadata have the form in which resolvers show them, so a file can be written by hand from a resolver's answers.
 */
export interface GenesisFile {
  /** Time of the first block; times in the file are RFC 3339. */
  genesisTime?: string
  accounts?: GenesisAccount[]
  dids?: GenesisDid[]
  resources?: GenesisResource[]
}

/** An account with what it has. */
export interface GenesisAccount {
  address: string
  ncheq: string
  sequence?: string
  /** Compressed secp256k1 key, base64. */
  publicKey?: string
}

/** A DID with its versions; one without versions exists and can own resources, but has no document to show. */
export interface GenesisDid {
  did: string
  versions?: GenesisVersion[]
}

/** One version of a DID document. */
export interface GenesisVersion {
  versionId: string
  created: string
  updated?: string
  deactivated?: boolean
  previousVersionId?: string
  nextVersionId?: string
  /** The document as resolvers show it. */
  document?: object
  /** The document as the ledger stores it (cheqd.did.v2.DidDocWithMetadata), base64; it goes before `document`. */
  proto?: string
}

/** A resource; without content it has metadata alone. */
export interface GenesisResource {
  did: string
  metadata: GenesisResourceMetadata
  /** Base64. */
  content?: string
}

/** Metadata of a resource as resolvers show it. */
export interface GenesisResourceMetadata {
  resourceId: string
  resourceName: string
  resourceType: string
  created: string
  resourceVersion?: string
  mediaType?: string
  checksum?: string
  previousVersionId?: string | null
  nextVersionId?: string | null
  alsoKnownAs?: { uri: string; description: string }[]
}
