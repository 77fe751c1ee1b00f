/** What every transaction uses: its signature, its frame, reads of the account. */
export const transactionGas = 30_000
/** Bytes of a transaction around its messages: fee, payer, public key, signature. */
export const transactionBytes = 400

/**
 * The gas that one message of a transaction uses, estimated from its length so as to lie above what the ledger counts:
 * 10 for each byte of the transaction, 30 for each byte written (content, and metadata of about 700 bytes, which the
 * version before is written again with), and flat costs of a few reads and writes.
 */
export function gasOfMessage(messageBytes: number): number {
  return 36_000 + messageBytes * 10 + (messageBytes + 2 * metadataBytes) * 30
}

/** DID URL, checksum, time, media type, names and links to versions; measured on resources with names of 64 bytes. */
const metadataBytes = 500
