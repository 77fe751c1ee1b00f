import { invalidArgument } from './invalid-argument.js'

/**
 * Reads `dataModel`. Veramo 7 signs VCDM 1.1 only: it puts the 1.1 context and `issuanceDate` into every JWT credential, so a 2.0 one
 * would carry both data models at once.
 */
export function readDataModel(value: unknown): void {
  if (value === undefined || value === '1.1') return
  throw invalidArgument(
    'dataModel',
    value === '2.0'
      ? "is 2.0, which Veramo 7's JWT credentials can't express; leave it out for 1.1"
      : 'is neither 1.1 nor 2.0; leave it out for 1.1',
  )
}
