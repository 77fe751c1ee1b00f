import { parseDidUrl } from '../did-url.js'

/** DID methods whose resources stand on a ledger, which says when it took them and keeps what it took. */
const ledgerMethods: ReadonlySet<string> = new Set(['cheqd'])

/**
 * Whether what is published under a DID has a time that a ledger vouches for (docs/rules.md, Whose clock). Under did:web
 * the time is the word of whoever runs the server and holds the DID's key: they may backdate, as with a credential's own
 * date.
 */
export function hasLedgerTime(did: string): boolean {
  return ledgerMethods.has(parseDidUrl(did)?.method ?? '')
}
