import { TrustChainError } from '../../src/index.js'

/** The code of the TrustChainError that a call throws; anything else that is thrown is thrown on. */
export function codeThrown(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof TrustChainError) return error.code
    throw error
  }
  return 'nothing was thrown'
}
