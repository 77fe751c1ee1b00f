import { ReadContent } from '../src/chain/read-content.js'

it('the hashes that a resource proves are looked for once, however often it is offered: else one of two megabytes hangs a verifier', () => {
  const content = new ReadContent(Buffer.from('{"sha256":"00"}').toString('base64'))
  const seen: ReadContent[] = []
  const find = (asked: ReadContent): ReadonlySet<string> => {
    seen.push(asked)
    return new Set(['00'])
  }
  for (let time = 0; time < 8; time += 1) expect([...content.provenHashes(find)]).toEqual(['00'])
  expect(seen).toEqual([content])
})
