import type { OfflineDirectSigner } from '@cosmjs/proto-signing'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { CheqdSdkPublisherOptions, MnemonicSource } from './cheqd-sdk-publisher-options.js'

/** The options of a `CheqdSdkPublisher`, checked and with defaults filled in. */
export type ReadPublisherOptions = Required<CheqdSdkPublisherOptions>

const known = [
  'rpcUrl',
  'network',
  'payer',
  'maxFee',
  'maxGas',
  'maxTransactionBytes',
  'maxInFlight',
  'timeoutMs',
  'pollMs',
] as const satisfies (keyof CheqdSdkPublisherOptions)[]

/**
 * Checks the options when the publisher is made.
 *
 * @throws TrustRegistryIssuerError code `invalid_setup`, naming the option and never its value
 */
export function readPublisherOptions(options: CheqdSdkPublisherOptions): ReadPublisherOptions {
  const unknown = Object.keys(options).find((name) => !(known as readonly string[]).includes(name))
  if (unknown !== undefined) throw invalid(`${unknown.slice(0, 64)} is not known; known are ${known.join(', ')}`)
  const { rpcUrl, network, payer } = options
  if (typeof rpcUrl !== 'string' || !/^https?:\/\//.test(rpcUrl) || !URL.canParse(rpcUrl)) {
    throw invalid('rpcUrl must be the HTTPS (or HTTP) URL of the RPC of a node')
  }
  if (!['mainnet', 'testnet'].includes(network)) throw invalid('network must be mainnet or testnet')
  return {
    rpcUrl,
    network,
    payer: readPayer(payer),
    maxFee: number(options, 'maxFee', 100, 0, 1e9),
    maxGas: number(options, 'maxGas', 2_000_000, 200_000, 1e12),
    maxTransactionBytes: number(options, 'maxTransactionBytes', 180_000, 4096, 700_000),
    maxInFlight: number(options, 'maxInFlight', 16, 1, 1000),
    timeoutMs: number(options, 'timeoutMs', 120_000, 100, 86_400_000),
    pollMs: number(options, 'pollMs', 500, 1, 60_000),
  }
}

function readPayer(payer: unknown): OfflineDirectSigner | MnemonicSource {
  if (typeof payer === 'object' && payer !== null) {
    const { mnemonicFrom, signDirect, getAccounts } = payer as Partial<MnemonicSource & OfflineDirectSigner>
    if (typeof signDirect === 'function' && typeof getAccounts === 'function') return payer as OfflineDirectSigner
    if (typeof mnemonicFrom === 'string') {
      // What is not the name of a variable may be the mnemonic itself, so it is not repeated.
      if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(mnemonicFrom)) {
        throw invalid('payer.mnemonicFrom must be the name of an environment variable, not the mnemonic itself')
      }
      return { mnemonicFrom }
    }
  }
  throw invalid(
    'payer must be a signer (signDirect, getAccounts), or { mnemonicFrom: <name of an environment variable> }',
  )
}

type NumberName = 'maxFee' | 'maxGas' | 'maxTransactionBytes' | 'maxInFlight' | 'timeoutMs' | 'pollMs'

function number(
  options: CheqdSdkPublisherOptions,
  name: NumberName,
  byDefault: number,
  least: number,
  most: number,
): number {
  const value = options[name] ?? byDefault
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw invalid(`${name} must be a number from ${String(least)} to ${String(most)}`)
}

const invalid = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('invalid_setup', `CheqdSdkPublisher: ${problem}`)
