import { TrustRegistryIssuerError } from '../../src/index.js'

/** The plugin's error that a call ends with; a call that succeeds, or ends otherwise, fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<TrustRegistryIssuerError> {
  try {
    await call
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError) return error
    throw error
  }
  throw new Error('the call was expected to fail, and did not')
}
