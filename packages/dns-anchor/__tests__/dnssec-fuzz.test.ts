import type { LookupVerdict } from '../src/dnssec/validate-lookup.js'
import { CapturedWorld, capturedNames } from './support/captures.js'

/** How many altered answers are judged; the nightly run sets 100000. */
const rounds = Number(process.env.DNS_FUZZ_ROUNDS ?? 2000)

const world = new CapturedWorld()
const known = capturedNames.map(([name, type]) => ({ name, type, verdict: world.judge(name, type) }))

/** A generator of numbers that gives the same again for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** What an altered answer must not do: say something else and be believed, or take a zone's signatures away. */
function harm(before: LookupVerdict, after: LookupVerdict): string | undefined {
  const same = (): boolean =>
    before.outcome === after.outcome &&
    before.name.equals(after.name) &&
    before.rdatas.length === after.rdatas.length &&
    before.rdatas.every((rdata, index) => rdata.equals(after.rdatas[index]!))
  if (after.security === 'secure' && before.security !== 'secure') return 'made secure'
  if (after.security === 'secure' && !same()) return 'altered, and secure'
  if (after.security === 'insecure' && before.security !== 'insecure') return 'made insecure'
  return undefined
}

it(`accepts none of ${rounds.toString()} answers in which a bit was flipped`, () => {
  const random = randomFrom(20260601)
  const harmed: string[] = []
  const seen = { secure: 0, insecure: 0, bogus: 0, indeterminate: 0 }
  for (let round = 0; round < rounds; round++) {
    const { name, type, verdict } = known[random(known.length)]!
    const key = world.keys[random(world.keys.length)]!
    const bytes = Buffer.from(world.bytes(key))
    const bit = random(bytes.length * 8)
    bytes[bit >> 3]! ^= 0x80 >> (bit & 7)
    const after = world.withBytes(key, bytes).judge(name, type)
    seen[after.security]++
    const found = harm(verdict, after)
    if (found !== undefined) harmed.push(`${name} ${type}: ${found}, bit ${bit.toString()} of ${key}`)
  }
  expect(harmed).toEqual([])
  // Where nothing were altered that matters, nothing would be shown.
  expect(seen.bogus + seen.indeterminate).toBeGreaterThan(rounds / 20)
})

it('accepts no answer in the place of another', () => {
  const random = randomFrom(7)
  const harmed: string[] = []
  for (let round = 0; round < Math.min(rounds, 10_000) / 2; round++) {
    const { name, type, verdict } = known[random(known.length)]!
    const [key, other] = [world.keys[random(world.keys.length)]!, world.keys[random(world.keys.length)]!]
    const question = world.bytes(key)
    const foreign = world.bytes(other)
    // The records of one, under the question of the other.
    const spliced = Buffer.concat([
      foreign.subarray(0, 12),
      question.subarray(12, end(question)),
      foreign.subarray(end(foreign)),
    ])
    const found = harm(verdict, world.withBytes(key, spliced).judge(name, type))
    if (found !== undefined && key !== other) harmed.push(`${name} ${type}: ${found}, ${other} for ${key}`)
  }
  expect(harmed).toEqual([])
})

function end(message: Buffer): number {
  let offset = 12
  while (message[offset] !== 0) offset += message[offset]! + 1
  return offset + 5
}
