import fc from 'fast-check'

/** Draws values one by one; `fc.gen` gives it, so that fast-check can shrink what was drawn. */
export interface Draw {
  /** One of these. */
  of: <T>(values: readonly T[]) => T
  /** From 0 to `most`. */
  number: (most: number) => number
  /** Whether something happens that does so in so many of a hundred cases. */
  chance: (percent: number) => boolean
  /** Some of these, in their order; at least one unless told otherwise. */
  some: <T>(values: readonly T[], least?: number) => T[]
}

const unbiased = (max: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max }))

/** The draws of one run of a property. */
export function drawWith(gen: fc.GeneratorValue): Draw {
  // Without bias: fast-check prefers the ends, where chances are to be as they are said.
  const number = (most: number): number => gen(unbiased, most)
  const of = <T>(values: readonly T[]): T => values[number(values.length - 1)] as T
  return {
    of,
    number,
    // Shrinks towards what is usual.
    chance: (percent) => number(99) >= 100 - percent,
    some: (values, least = 1) => {
      const chosen = values.filter(() => number(99) < 60)
      return chosen.length >= least ? chosen : [of(values)]
    },
  }
}
