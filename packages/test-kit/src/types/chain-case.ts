import type { CheckCode, JsonObject, TrustPolicy, Verdict } from '@trustchains/core'
import type { WorldData } from './world.js'

/** A check that some cases need and that a verifier may not have yet. */
export type CheckFeature = 'status' | 'jurisdiction' | 'dns' | 'validity-chain'

/** How a case must end (`fixtures/chains/README.md`, Judging). */
export interface ChainExpectation {
  verdict: Verdict
  codes: CheckCode[]
  /** Where the verdict is `trusted`: the links, leaf and root counted. */
  trustedChainLength?: number
  /** What the verdict may be under no reading. */
  never?: Verdict
}

/** A case of `fixtures/chains/cases.json`. */
export interface ChainCase {
  id: string
  /** What somebody would lose if the case went wrong. */
  title: string
  group: string
  /** RFC 3339. */
  at: string
  policy: TrustPolicy
  /** A JWT, or a credential as JSON with its proof. */
  leaf: string | JsonObject
  world: WorldData
  expect: ChainExpectation
  /** Without these checks a verifier can't reach the expected end. */
  needs: CheckFeature[]
}
