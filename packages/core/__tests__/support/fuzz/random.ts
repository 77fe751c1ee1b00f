import type { Draw } from '../forest/draw.js'

/** Draws that a seed decides (mulberry32): whoever has the seed and the number of an input has the input. */
export function randomDraw(seed: number): Draw {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (most: number): number => Math.floor(next() * (most + 1))
  const of = <T>(values: readonly T[]): T => values[number(values.length - 1)] as T
  return {
    number,
    of,
    chance: (percent) => next() * 100 < percent,
    some: (values, least = 1) => {
      const chosen = values.filter(() => next() < 0.6)
      return chosen.length >= least ? chosen : [of(values)]
    },
  }
}
