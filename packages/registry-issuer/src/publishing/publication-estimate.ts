import { defaultLimits } from '../default-limits.js'
import type { PublicationEstimate } from '../types/results.js'

/**
 * What a resource costs on a cheqd ledger. The SDK offers a fixed gas whatever the size, so a resource of more than
 * about 24 KB is signed, sent and then runs out of gas (sdk code 11): better to know before.
 *
 * Gas is 10 for each byte of the transaction (auth param tx_size_cost_per_byte) and 30 for each byte that is stored
 * (gas per byte of a KV write), beside what every transaction uses.
 *
 * @param network - `mainnet`, `testnet`, …
 * @param resourceBytes - bytes of the content
 * @param nameBytes - bytes of name, type and ids together
 */
export function estimatePublication(network: string, resourceBytes: number, nameBytes: number): PublicationEstimate {
  const transactionBytes = resourceBytes + nameBytes + transactionOverheadBytes
  const storedBytes = resourceBytes + nameBytes + storedOverheadBytes
  return {
    resourceBytes,
    transactionBytes,
    gas: fixedGas + transactionBytes * 10 + storedBytes * 30,
    gasLimit: defaultLimits.maxResourceGas,
    // The static fees of `@cheqd/sdk` for JSON: fixed on mainnet, 0.40 USD at the oracle's price elsewhere.
    ...(network === 'mainnet' ? { fee: '10', feeDenomination: 'CHEQ' } : { fee: '0.4', feeDenomination: 'USD' }),
  }
}

/** Signatures, public key, addresses, fee and type URLs around the payload. */
const transactionOverheadBytes = 520
/** Metadata that the ledger writes beside the content: DID URL, checksum, time, media type, links to versions. */
const storedOverheadBytes = 700
/** Signature verification, and reads and flat costs of the handler. */
const fixedGas = 60_000
