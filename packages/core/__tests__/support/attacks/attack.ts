import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import type { CheckId, Verdict } from '../../../src/index.js'
import { caseOf, type Case } from '../judge.js'

/** A forged chain, and what refuses it. */
export interface Attack {
  /** What the forger does, in the words of where it is listed. */
  name: string
  /**
   * Where it is listed: `A` the list in attack-catalogue.test.ts; `H1` … the holes of cheqd Studio; `E1` … those of
   * EBSI's library; `F1` … those of openid-federation-ts; `R1` … the checks that RFC 5280 and OpenID Federation ask for.
   */
  sources: string[]
  forge: () => Case
  /** The verdict and the reason that is reported first, as `outcome` writes them. */
  end: string
  /** The checks that refuse it; each does so by itself, and no other would. */
  refusedBy: CheckId[]
  /**
   * What becomes of it without those checks: `trusted`; `indeterminate` where the walk up the chain stops, so that no
   * root is reached whatever the checks say; `untrusted` where it stops at what is no credential at all, which no check
   * sees. Default `trusted`.
   */
  withoutThem?: Verdict
}

/** An attack on a minted chain; `change` alters chain, world or evidence after minting. */
export function attack(
  name: string,
  sources: string,
  refusedBy: CheckId | CheckId[],
  end: string,
  options: MintOptions = {},
  { change, bundle, withoutThem }: Changes = {},
): Attack {
  return {
    name,
    sources: sources.split(' '),
    forge: () => {
      const forged = caseOf(options, change)
      bundle?.(forged)
      return forged
    },
    end,
    refusedBy: [refusedBy].flat(),
    ...(withoutThem && { withoutThem }),
  }
}

/** What happens after the chain is minted. */
export interface Changes {
  /** Before the evidence is collected. */
  change?: (chain: MintedChain) => void
  /** To the evidence. */
  bundle?: (forged: Case) => void
  withoutThem?: Verdict
}

/** The walk ends at what is wrong. */
export const walkEnds: Changes = { withoutThem: 'indeterminate' }

/** What stands above can't be read. */
export const unreadable: Changes = { withoutThem: 'untrusted' }
