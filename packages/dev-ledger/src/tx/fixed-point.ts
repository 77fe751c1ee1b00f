const scale = 10n ** 18n

/** Decimals with 18 places, as the Cosmos SDK's LegacyDec: held as integers, divided with rounding half to even. */
export const fixedPoint = {
  /** One, in units of 10⁻¹⁸. */
  one: scale,

  /** Reads a decimal such as `0.05`. Throws on other text. */
  parse(text: string): bigint {
    const match = /^(\d+)(?:\.(\d{1,18}))?$/.exec(text)
    if (match === null) throw new RangeError(`not a decimal with up to 18 places: ${text}`)
    return BigInt(match[1] ?? '0') * scale + BigInt((match[2] ?? '').padEnd(18, '0'))
  },

  /** a / b. */
  divide(a: bigint, b: bigint): bigint {
    const numerator = a * scale
    const quotient = numerator / b
    const twice = (numerator % b) * 2n
    return twice > b || (twice === b && quotient % 2n === 1n) ? quotient + 1n : quotient
  },
}
