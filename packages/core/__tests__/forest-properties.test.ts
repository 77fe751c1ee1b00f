import fc from 'fast-check'
import { validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, TrustChainReport, TrustPolicy } from '../src/index.js'
import { drawWith, type Draw } from './support/forest/draw.js'
import { drawForest } from './support/forest/draw-forest.js'
import { codes } from './support/forest/forest-values.js'
import { actors, domainTypes } from './support/forest/forest.js'
import type { Forest, PlannedNode } from './support/forest/forest.js'
import { didOf, mintForest } from './support/forest/mint-forest.js'

// `ORACLE_RUNS=20000` looks longer, as in oracle.test.ts; a failure prints its seed.
const runs = { numRuns: Math.ceil(Number(process.env.ORACLE_RUNS ?? 600) / 6) }
const memo = new ValidationMemo()
const judge = (evidence: Evidence, policy: TrustPolicy): TrustChainReport => validateChain(evidence, policy, { memo })

/** A property of forests that are, or are not, trusted as they were drawn. */
function assertFor(
  kind: 'trusted' | 'not trusted',
  property: (forest: Forest, draw: Draw, minted: ReturnType<typeof mintForest>) => void,
  change: (forest: Forest) => void = () => undefined,
): void {
  let judged = 0
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const draw = drawWith(gen)
      const forest = drawForest(draw, kind === 'trusted' ? 0 : 2)
      change(forest)
      const minted = mintForest(forest)
      if (judge(minted.evidence, minted.policy).verified !== (kind === 'trusted')) return
      judged += 1
      property(forest, draw, minted)
    }),
    runs,
  )
  // A property of nothing would hold.
  expect(judged).toBeGreaterThan(runs.numRuns / 6)
}

describe('narrowing never widens', () => {
  const narrowings: ((forest: Forest, draw: Draw) => void)[] = [
    (forest, draw) => void rootOf(forest, draw).entries.splice(0, 1),
    (forest, draw) => {
      const [entry] = rootOf(forest, draw).entries
      if (entry !== undefined) entry.types = entry.types.slice(1)
    },
    (forest, draw) => {
      for (const entry of rootOf(forest, draw).entries) entry.places = entry.places?.slice(1) ?? draw.some(codes)
    },
    (forest, draw) => {
      const node = draw.of(forest.nodes)
      node.maxPathLength = draw.number(node.maxPathLength ?? 2)
    },
    ({ policy }) => void policy.anchors?.pop(),
    ({ policy }, draw) => {
      policy.maxPathLength = draw.number(policy.maxPathLength ?? 10)
    },
    ({ policy }, draw) => {
      policy.place ??= draw.of(codes)
    },
    ({ policy }) => {
      policy.status = 'required'
    },
    ({ policy }) => {
      policy.expiry = 'required'
    },
    ({ policy }) => {
      policy.superseded = policy.superseded === 'accept' ? 'recheck' : 'refuse'
    },
    ({ policy }) => {
      policy.dialect = 'strict'
    },
    ({ policy }, draw) => {
      policy.frameworks = policy.frameworks?.slice(1) ?? draw.some(['One', 'Two'])
    },
    ({ leaf }, draw) => {
      if (typeof leaf !== 'number' && leaf.types.length > 0) leaf.types.push(draw.of(domainTypes))
    },
  ]
  const rootOf = ({ nodes }: Forest, draw: Draw): PlannedNode => draw.of(nodes.filter(({ kind }) => kind === 'root'))
  // A root that lists accreditation types says more than what it covers (ADR 0005): with fewer it may say nothing of accrediting.
  const domainOnly = ({ nodes }: Forest): void => {
    for (const { entries } of nodes.flatMap((node) => [node, ...(node.renewal ? [node.renewal] : [])])) {
      for (const entry of entries)
        entry.types = entry.types.filter((type) => !type.startsWith('VerifiableAccreditation'))
    }
  }

  it('a root that covers less, a leaf that asks for more, a policy that asks for more: what was refused stays so', () => {
    assertFor(
      'not trusted',
      (forest, draw) => {
        const narrower = structuredClone(forest)
        draw.of(narrowings)(narrower, draw)
        const { evidence, policy } = mintForest(narrower)
        expect(judge(evidence, policy).verdict).not.toBe('trusted')
      },
      domainOnly,
    )
  })
})

describe('evidence that is incomplete or was tampered with', () => {
  it('leaving out any of it never makes trusted what was not', () => {
    assertFor('not trusted', (_forest, draw, { evidence, policy }) => {
      const bundle: Evidence = {
        ...evidence,
        resources: draw.some(evidence.resources, 0),
        schemas: draw.some(evidence.schemas, 0),
        statusLists: evidence.statusLists.length === 0 ? [] : draw.some(evidence.statusLists, 0),
        didDocuments: draw.some(evidence.didDocuments, 0),
      }
      expect(judge(bundle, policy).verdict).not.toBe('trusted')
    })
  })

  it('without a credential of the chain, or its issuer’s DID, nothing is trusted', () => {
    assertFor('trusted', (forest, draw, { evidence, policy }) => {
      if (typeof forest.leaf !== 'number' && forest.leaf.ways.length > 1) return
      const { chain } = judge(evidence, policy)
      const link = draw.of(chain)
      const withoutDid = { ...evidence, didDocuments: evidence.didDocuments.filter(({ did }) => did !== link.issuer) }
      expect(judge(withoutDid, policy).verdict).not.toBe('trusted')
      if (link.url === undefined) return
      const without = { ...evidence, resources: evidence.resources.filter(({ url }) => url !== link.url) }
      expect(judge(without, policy).verdict).not.toBe('trusted')
    })
  })

  it('changing any byte of any of it never makes trusted what was not', () => {
    assertFor('not trusted', (_forest, draw, { evidence, policy }) => {
      const bundle = structuredClone(evidence)
      const items = [...bundle.resources, ...bundle.schemas, ...bundle.statusLists].filter(({ content }) => content)
      const item = draw.of([undefined, ...items])
      if (item === undefined) bundle.leaf.credential = flip(bundle.leaf.credential ?? '', draw)
      else
        item.content = Buffer.from(
          flip(Buffer.from(item.content ?? '', 'base64').toString('latin1'), draw),
          'latin1',
        ).toString('base64')
      expect(judge(bundle, policy).verdict).not.toBe('trusted')
    })
  })

  const flip = (text: string, draw: Draw): string => {
    const at = draw.number(Math.max(0, text.length - 1))
    return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ (1 + draw.number(126)))}${text.slice(at + 1)}`
  }
})

describe('time', () => {
  const shifted = (time: string, seconds: number): string =>
    new Date(Date.parse(time) + seconds * 1000).toISOString().replace('.000Z', 'Z')

  it('beyond any bound of any credential of its chain, nothing is trusted', () => {
    assertFor('trusted', (forest, _draw, { evidence, policy }) => {
      if (typeof forest.leaf !== 'number' && forest.leaf.ways.length > 1) return
      const { chain } = judge(evidence, policy)
      const issuers = chain.map(({ issuer }) => issuer)
      const beyond = [
        ...chain.flatMap(({ validFrom }) => (validFrom === undefined ? [] : [shifted(validFrom, -61)])),
        ...chain.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [shifted(validUntil, 61)])),
        ...actors.flatMap((actor) => (issuers.includes(didOf(actor)) ? (forest.deactivated[actor] ?? []) : [])),
      ]
      for (const at of new Set(beyond)) {
        const later = mintForest(forest, at)
        expect([at, judge(later.evidence, later.policy).verdict]).not.toEqual([at, 'trusted'])
      }
    })
  })

  it('yesterday’s evidence is none for today', () => {
    assertFor('trusted', (_forest, draw, { evidence, policy }) => {
      const at = shifted(evidence.at, 361 + draw.number(100_000_000))
      expect(judge({ ...evidence, at }, policy).verdict).not.toBe('trusted')
    })
  })
})

describe('the order of the evidence', () => {
  it.each(['trusted', 'not trusted'] as const)('does not matter: the report is the same to the byte, if %s', (kind) => {
    assertFor(kind, expectSameInAnyOrder)
  })

  function expectSameInAnyOrder(_forest: Forest, draw: Draw, minted: ReturnType<typeof mintForest>): void {
    const { evidence, policy } = minted
    const shuffle = <T>(items: readonly T[]): T[] => {
      const shuffled = [...items, ...items.slice(0, draw.number(2))]
      for (let index = shuffled.length - 1; index > 0; index -= 1) {
        const other = draw.number(index)
        ;[shuffled[index], shuffled[other]] = [shuffled[other] as T, shuffled[index] as T]
      }
      return shuffled
    }
    const bundle: Evidence = {
      ...evidence,
      resources: shuffle(evidence.resources),
      schemas: shuffle(evidence.schemas),
      statusLists: shuffle(evidence.statusLists),
      didDocuments: shuffle(evidence.didDocuments),
    }
    expect(JSON.stringify(judge(bundle, policy))).toBe(JSON.stringify(judge(evidence, policy)))
  }
})
