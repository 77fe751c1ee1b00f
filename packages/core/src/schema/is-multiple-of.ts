/**
 * Whether a number is an integer times another, on the decimals as JSON writes them: 0.3 is a multiple of 0.1, though
 * the quotient of the two binary fractions is not 3.
 *
 * @param divisor - above 0
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0
  if (!Number.isFinite(value)) return false
  const [digits, exponent] = decimalOf(value)
  const [divisorDigits, divisorExponent] = decimalOf(divisor)
  const scale = exponent - divisorExponent
  return scale >= 0
    ? (digits * 10n ** BigInt(scale)) % divisorDigits === 0n
    : digits % (divisorDigits * 10n ** BigInt(-scale)) === 0n
}

/** The number as digits times a power of ten; both are small, since a double has at most 17 digits. */
function decimalOf(value: number): [digits: bigint, exponent: number] {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return [BigInt(whole + fraction), Number(exponent) - fraction.length]
}
