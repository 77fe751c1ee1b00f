import { createCheqdSDK, DIDModule, ResourceModule } from '@cheqd/sdk'
import {
  createDidPayload,
  createDidVerificationMethod,
  createKeyPairBase64,
  createVerificationKeys,
} from '@cheqd/sdk/utils'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { fromString, toString } from 'uint8arrays'
import { randomUUID } from 'node:crypto'

/** What a transaction came to. */
export interface Sent {
  code: number
  rawLog?: string
}
type SignInputs = { verificationMethodId: string; privateKeyHex: string }[]

/** The part of the SDK that the tests call; its own declarations do not resolve here. The last argument is needed. */
export interface SdkWriter {
  createDidDocTx: DidWriter
  updateDidDocTx: DidWriter
  deactivateDidDocTx: DidWriter
  createLinkedResourceTx(
    inputs: SignInputs,
    payload: object,
    payer: string,
    fee: undefined,
    memo: undefined,
    feeOptions: object,
  ): Promise<Sent>
  signer: object
  querier: object
}
type DidWriter = (
  inputs: SignInputs,
  document: object,
  payer: string,
  fee: undefined,
  memo: undefined,
  versionId: string,
  feeOptions: object,
) => Promise<Sent>

/** An unmodified SDK against a ledger; only its interval of polling is shortened. */
export async function connectSdk(rpcUrl: string, mnemonic: string): Promise<{ sdk: SdkWriter; payer: string }> {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix: 'cheqd' })
  const sdk = (await createCheqdSDK({
    modules: [DIDModule as never, ResourceModule as never],
    rpcUrl,
    wallet,
  })) as unknown as SdkWriter
  Object.assign(sdk.signer, { broadcastPollIntervalMs: 20 })
  const [account] = await wallet.getAccounts()
  return { sdk, payer: account?.address ?? '' }
}

export type KeyType = 'Ed25519VerificationKey2020' | 'Ed25519VerificationKey2018' | 'JsonWebKey2020'

/** A DID document with its keys, as the SDK's own helpers make them. */
export function newDid(type: KeyType = 'Ed25519VerificationKey2020', algo: 'base58btc' | 'uuid' = 'uuid') {
  const pair = createKeyPairBase64()
  const publicKey = toString(fromString(pair.publicKey, 'base64'), 'hex')
  const keys = createVerificationKeys(publicKey, algo as never, 'key-1')
  const methods = createDidVerificationMethod([type as never], [keys])
  const document = createDidPayload(methods, [keys])
  const signInputs = [
    {
      verificationMethodId: keys.keyId,
      keyType: 'Ed25519' as const,
      privateKeyHex: toString(fromString(pair.privateKey, 'base64'), 'hex'),
    },
  ]
  return { document, signInputs, keys, versionId: randomUUID() }
}
