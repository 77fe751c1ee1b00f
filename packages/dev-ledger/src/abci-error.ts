/** Errors that the chain registers: codespace, code and description, in the order of its own tables. */
const registered = {
  // x/did/types/error.go
  invalidSignature: ['cheqd', 1100, 'invalid signature detected'],
  signatureNotFound: ['cheqd', 1101, 'signature is required but not found'],
  didDocExists: ['cheqd', 1200, 'DID Doc exists'],
  didDocNotFound: ['cheqd', 1201, 'DID Doc not found'],
  verificationMethodNotFound: ['cheqd', 1202, 'verification method not found'],
  basicValidation: ['cheqd', 1205, 'basic validation failed'],
  namespaceValidation: ['cheqd', 1206, 'DID namespace validation failed'],
  didDocDeactivated: ['cheqd', 1207, 'DID Doc already deactivated'],
  didInternal: ['cheqd', 1500, 'internal error'],
  // x/resource/types/error.go
  resourceExists: ['resource', 2200, 'Resource exists'],
  resourceInternal: ['resource', 2500, 'internal error'],
  resourceNotAvailable: ['resource', 2525, 'resource not available'],
  // cosmos-sdk types/errors
  txDecode: ['sdk', 2, 'tx parse error'],
  invalidSequence: ['sdk', 3, 'invalid sequence'],
  unauthorized: ['sdk', 4, 'unauthorized'],
  insufficientFunds: ['sdk', 5, 'insufficient funds'],
  unknownRequest: ['sdk', 6, 'unknown request'],
  invalidAddress: ['sdk', 7, 'invalid address'],
  invalidPubKey: ['sdk', 8, 'invalid pubkey'],
  unknownAddress: ['sdk', 9, 'unknown address'],
  invalidCoins: ['sdk', 10, 'invalid coins'],
  outOfGas: ['sdk', 11, 'out of gas'],
  memoTooLarge: ['sdk', 12, 'memo too large'],
  insufficientFee: ['sdk', 13, 'insufficient fee'],
  noSignatures: ['sdk', 15, 'no signatures supplied'],
  invalidRequest: ['sdk', 18, 'invalid request'],
  txInMempoolCache: ['sdk', 19, 'tx already in mempool'],
  mempoolFull: ['sdk', 20, 'mempool is full'],
  txTooLarge: ['sdk', 21, 'tx too large'],
  keyNotFound: ['sdk', 22, 'key not found'],
  unknownExtensionOptions: ['sdk', 31, 'unknown extension options'],
  txTimeoutHeight: ['sdk', 30, 'tx timeout height'],
  wrongSequence: ['sdk', 32, 'incorrect account sequence'],
  notFound: ['sdk', 38, 'not found'],
  invalidGasLimit: ['sdk', 41, 'invalid gas limit'],
  panic: ['sdk', 111222, 'panic'],
} as const satisfies Record<string, readonly [string, number, string]>

/** Name of an error that the chain registers. */
export type AbciErrorName = keyof typeof registered

/** A refusal as the chain words it: codespace, code, and a log that ends with the registered description. */
export class AbciError extends Error {
  readonly codespace: string
  readonly code: number

  constructor(name: AbciErrorName, detail?: string) {
    const [codespace, code, description] = registered[name]
    super(detail === undefined ? description : `${detail}: ${description}`)
    this.name = 'AbciError'
    this.codespace = codespace
    this.code = code
  }

  /** An error that the chain does not register: code 1 of the codespace `undefined`. */
  static unregistered(message: string): AbciError {
    const error = new AbciError('unknownRequest')
    Object.assign(error, { codespace: 'undefined', code: 1, message })
    return error
  }

  /** The same refusal with words before it, as errorsmod.Wrap puts them. */
  wrap(before: string): AbciError {
    const error = new AbciError('unknownRequest')
    Object.assign(error, { codespace: this.codespace, code: this.code, message: `${before}: ${this.message}` })
    return error
  }
}
