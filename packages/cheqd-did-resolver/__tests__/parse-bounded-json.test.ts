import { parseBoundedJson } from '../src/http/parse-bounded-json.js'

const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2)

it('JSON is taken up to a depth that no DID document reaches, and not beyond', () => {
  expect(() => parseBoundedJson(nested(32))).not.toThrow()
  expect(() => parseBoundedJson(nested(34))).toThrow(RangeError)
  expect(() => parseBoundedJson(nested(1_000_000))).toThrow(RangeError)
})

it('brackets in texts, and such as stand side by side, are not taken for depth', () => {
  const flat = { text: `\\"${'[{'.repeat(100)}`, list: Array.from({ length: 100 }, () => [{}]) }
  expect(parseBoundedJson(JSON.stringify(flat))).toEqual(flat)
})
