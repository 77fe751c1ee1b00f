import { failureOfPublisher } from '../src/publishing/failure-of-publisher.js'

describe('what the cheqd plugin says of a failure', () => {
  it.each([
    [
      'the payer’s signature was refused by a node’s check, which a mended setup passes',
      'Broadcasting transaction failed with code 4 (codespace: sdk). Log: signature verification failed; please verify account number (7)',
      'failed',
    ],
    [
      'the fee was below what the node asks for now',
      'code 13 (codespace: sdk). Log: insufficient fee',
      'insufficient_funds',
    ],
    ['its id is taken, perhaps by itself', 'code 2200 (codespace: resource). Log: Resource exists', 'resource_exists'],
  ])('is not taken for the ledger’s last word where %s', (_why, message, code) => {
    expect(failureOfPublisher(new Error(message)).code).toBe(code)
  })

  it.each(['did:cheqd:testnet:x: DID Doc already deactivated', 'x: invalid signature detected'])(
    'is the ledger’s last word where its modules have looked at the resource: %s',
    (message) => {
      expect(failureOfPublisher(new Error(message))).toEqual({ code: 'refused', isOver: true })
    },
  )
})
