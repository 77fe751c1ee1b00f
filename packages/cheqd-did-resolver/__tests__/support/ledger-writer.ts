import { randomUUID } from 'node:crypto'
import { createCheqdSDK, DIDModule, ResourceModule } from '@cheqd/sdk'
import {
  createDidPayload,
  createDidVerificationMethod,
  createKeyPairBase64,
  createVerificationKeys,
} from '@cheqd/sdk/utils'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'

/** A DID that this test holds the keys of. */
export interface WrittenDid {
  did: string
  collectionId: string
  document: ReturnType<typeof createDidPayload>
  signInputs: { verificationMethodId: string; keyType: 'Ed25519'; privateKeyHex: string }[]
  versionId: string
}

/** The methods that the SDK's modules add to it. */
type Sdk = Pick<DIDModule, 'createDidDocTx' | 'updateDidDocTx' | 'deactivateDidDocTx'> &
  Pick<ResourceModule, 'createLinkedResourceTx'>

/** Writes to a ledger as a user does, by an unmodified `@cheqd/sdk`. */
export class LedgerWriter {
  private constructor(
    private readonly sdk: Sdk,
    private readonly payer: string,
  ) {}

  static async connect(rpcUrl: string, mnemonic: string): Promise<LedgerWriter> {
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix: 'cheqd' })
    const sdk = await createCheqdSDK({ modules: [DIDModule as never, ResourceModule as never], rpcUrl, wallet })
    // Three seconds, else.
    Object.assign(sdk.signer, { broadcastPollIntervalMs: 20 })
    const [account] = await wallet.getAccounts()
    return new LedgerWriter(sdk, account?.address ?? '')
  }

  async createDid(keyType: string, algo: 'uuid' | 'base58btc', more: object = {}): Promise<WrittenDid> {
    const pair = createKeyPairBase64()
    const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
    const keys = createVerificationKeys(hex(pair.publicKey), algo as never, 'key-1')
    const document = { ...createDidPayload(createDidVerificationMethod([keyType as never], [keys]), [keys]), ...more }
    const signInputs = [
      { verificationMethodId: keys.keyId, keyType: 'Ed25519' as const, privateKeyHex: hex(pair.privateKey) },
    ]
    const versionId = randomUUID()
    accepted(await this.sdk.createDidDocTx(signInputs, document, this.payer, undefined, undefined, versionId, {}))
    const collectionId = document.id.split(':')[3] as string
    return { did: document.id, collectionId, document, signInputs, versionId }
  }

  /** @returns the new version's id */
  async updateDid(of: WrittenDid, change: (did: string) => object): Promise<string> {
    const versionId = randomUUID()
    const document = { ...of.document, ...change(of.did) }
    accepted(await this.sdk.updateDidDocTx(of.signInputs, document, this.payer, undefined, undefined, versionId, {}))
    return versionId
  }

  async deactivateDid(of: WrittenDid): Promise<void> {
    const { signInputs, document } = of
    accepted(
      await this.sdk.deactivateDidDocTx(signInputs, document, this.payer, undefined, undefined, randomUUID(), {}),
    )
  }

  /** @returns the resource's id */
  async createResource(
    of: WrittenDid,
    name: string,
    resourceType: string,
    data: Uint8Array | string,
    version = '',
  ): Promise<string> {
    const id = randomUUID()
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
    const payload = { collectionId: of.collectionId, id, name, resourceType, version, alsoKnownAs: [], data: bytes }
    accepted(await this.sdk.createLinkedResourceTx(of.signInputs, payload, this.payer, undefined, undefined, {}))
    return id
  }
}

function accepted(result: { code: number; rawLog?: string }): void {
  if (result.code !== 0) throw new Error(`the ledger refused the transaction: ${result.code} ${result.rawLog ?? ''}`)
}
