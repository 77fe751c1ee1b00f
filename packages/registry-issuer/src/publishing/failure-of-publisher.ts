/** What a publisher's error says, as far as it can be told. */
export interface PublisherFailure {
  /** For programs. */
  code: string
  /** Whether nothing was sent, or what was sent is out of the way: then it is absent for sure, and not merely unseen. */
  isOver: boolean
}

/**
 * Words and codes by which the cheqd plugin (through `@cheqd/sdk` and cosmjs) says why a transaction failed. The codes are
 * those of cosmos-sdk types/errors and of x/resource.
 */
const signs: [RegExp, PublisherFailure][] = [
  [/account sequence mismatch|incorrect account sequence/i, { code: 'wrong_sequence', isOver: true }],
  [/out of gas/i, { code: 'out_of_gas', isOver: true }],
  [/insufficient (funds|fee)|spendable balance .* is smaller/i, { code: 'insufficient_funds', isOver: true }],
  [/resource exists|already exists/i, { code: 'resource_exists', isOver: false }],
  [/does not exist on chain|send some tokens/i, { code: 'insufficient_funds', isOver: true }],
  [/DID Doc (?:is|already) deactivated|invalid signature/i, { code: 'refused', isOver: true }],
  [/timed? ?out|took longer|was submitted but was not yet found/i, { code: 'timeout', isOver: false }],
  [
    /ECONNREFUSED|ENOTFOUND|fetch failed|socket hang up|ECONNRESET|Bad status on response/i,
    { code: 'unreachable', isOver: false },
  ],
]

/** Tells why a publisher failed, by the code of its error or by what the error and its causes say. */
export function failureOfPublisher(error: unknown): PublisherFailure {
  let cause: unknown = error
  // What comes from another realm, such as a worker's, is no instance of this one's Error.
  for (let depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    const { code, message, cause: next } = cause as { code?: unknown; message?: unknown; cause?: unknown }
    const text = [code, message].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ')
    const sign = signs.find(([words]) => words.test(text.slice(0, 4096)))
    if (sign !== undefined) return sign[1]
    cause = next
  }
  return { code: 'failed', isOver: false }
}
