import { setTimeout as sleep } from 'node:timers/promises'
import { mintChain } from '@trustchains/test-kit'
import { ItemChunks, maxChunk } from '../src/batch/item-chunks.js'
import { TrustChainVerifier, type TrustChainItem } from '../src/index.js'
import { manyLeaves } from './support/many-leaves.js'

const chain = mintChain()
const [credential = ''] = manyLeaves(chain, 1)
const resolver = chain.world.toResolver()
const agent = {
  resolveDid: ({ didUrl, options }: { didUrl: string; options?: object }) =>
    resolver.cheqd(didUrl, { did: didUrl } as never, {} as never, options ?? {}),
}
const verifierOf = (workers = 0): TrustChainVerifier =>
  new TrustChainVerifier({ sources: chain.world.toDereferencer(), policy: chain.policy, workers })
const options = { agent, at: chain.at } as never

/** An input that gives some items and then none, and never ends; it notes that it was told to. */
class Waiting implements AsyncIterableIterator<TrustChainItem> {
  given = 0
  isReturned = false

  constructor(readonly items: number) {}

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<TrustChainItem>> {
    if (this.given < this.items) {
      this.given += 1
      return Promise.resolve({ done: false, value: { credential } })
    }
    return new Promise(() => undefined)
  }

  return(): Promise<IteratorResult<TrustChainItem>> {
    this.isReturned = true
    return new Promise(() => undefined)
  }
}

describe('While the input of a batch lets one wait', () => {
  it.each([
    ['a few', 2, 0],
    ['more than a chunk, through threads', maxChunk + 3, 1],
  ])('what was given before is verified, and its results come: %s', async (_name, count, workers) => {
    const verifier = verifierOf(workers)
    const input = new Waiting(count)
    const results: string[] = []
    for await (const { index, report } of verifier.trustChainReports(input, options)) {
      results.push(`${String(index)} ${String(report?.verdict)}`)
      if (results.length === count) break
    }
    expect(results).toEqual(Array.from({ length: count }, (_, index) => `${String(index)} trusted`))
    expect(input.isReturned).toBe(true)
    await verifier.close()
  })

  it('the signal ends it, and the input is told, even one that never answers again', async () => {
    for (const count of [0, 2]) {
      const input = new Waiting(count)
      const reason = new Error('enough')
      const controller = new AbortController()
      const ending = sleep(50).then(() => {
        controller.abort(reason)
      })
      const reading = (async () => {
        const batch = verifierOf().trustChainReports(input, {
          ...(options as object),
          signal: controller.signal,
        } as never)
        for await (const _result of batch) continue
      })()
      await expect(reading).rejects.toBe(reason)
      await ending
      expect(input.isReturned).toBe(true)
    }
  })

  it('the signal ends it also where the input itself fires it, before anybody listens', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const input = new Waiting(0)
    const next = input.next.bind(input)
    input.next = () => {
      controller.abort(reason)
      return next()
    }
    const batch = verifierOf().trustChainReports(input, { ...(options as object), signal: controller.signal } as never)
    await expect(Promise.race([batch.next(), sleep(2000)])).rejects.toBe(reason)
    expect(input.isReturned).toBe(true)
  })
})

describe('An input, cut into chunks', () => {
  const chunksOf = async (items: Iterable<number> | AsyncIterable<number>): Promise<number[]> => {
    const input = new ItemChunks(items)
    const lengths: number[] = []
    for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) lengths.push(chunk.length)
    return lengths
  }

  it('has full chunks where it comes without a pause: each chunk costs a message to a thread', async () => {
    const numbers = Array.from({ length: 150 }, (_, index) => index)
    const later = async function* (): AsyncGenerator<number> {
      for (const number of numbers) {
        await Promise.resolve()
        yield number
      }
    }
    expect(await chunksOf(numbers)).toEqual([64, 64, 22])
    expect(await chunksOf(later())).toEqual([64, 64, 22])
  })

  it('loses nothing to a pause', async () => {
    const slow = async function* (): AsyncGenerator<number> {
      for (let number = 0; number < 6; number += 1) {
        if (number % 2 === 0) await sleep(30)
        yield number
      }
    }
    expect((await chunksOf(slow())).reduce((sum, length) => sum + length, 0)).toBe(6)
  })

  it('fails as it does, and is not told to end then', async () => {
    let isReturned = false
    const failing = {
      count: 0,
      [Symbol.iterator]() {
        return this
      },
      next(): IteratorResult<number> {
        this.count += 1
        if (this.count > 65) throw new Error('the input is broken')
        return { done: false, value: this.count }
      },
      return(): IteratorResult<number> {
        isReturned = true
        return { done: true, value: undefined }
      },
    }
    const input = new ItemChunks(failing)
    expect(await input.next()).toHaveLength(64)
    await expect(input.next()).rejects.toThrow('the input is broken')
    await input.close()
    expect(isReturned).toBe(false)
  })
})
