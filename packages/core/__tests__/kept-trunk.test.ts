import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Trunk } from '../src/chain/trunk.js'
import { freezeData, validateChain, ValidationMemo } from '../src/index.js'
import type { ResourceEvidence } from '../src/index.js'
import { caseOf } from './support/judge.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is known of the accreditations of some evidence, and whether anything else still holds a status list of it. */
function keptTrunk(): { trunk: Trunk | undefined; statusList: WeakRef<ResourceEvidence> } {
  const memo = new ValidationMemo()
  const { chain, evidence, policy } = caseOf()
  const statusLists = Array.from({ length: 4 }, (_, number) => ({
    url: `did:x:y?resourceName=l${String(number)}&resourceType=L`,
    source: 'x',
    readAt: evidence.at,
    asOf: evidence.at,
    content: Buffer.alloc(1000).toString('base64'),
  }))
  const large = { ...evidence, statusLists }
  for (const list of [large.resources, large.schemas, large.statusLists, large.didDocuments]) freezeData(list)
  for (let time = 0; time < 3; time += 1) expect(validateChain(large, policy, { memo }).verdict).toBe('trusted')
  const { trunks } = memo.evidenceLists(large, memo.policy(policy), Date.parse(large.at))
  const leaf = memo.credential(chain.leaf).credential
  const [parent] = leaf?.kind === 'attestation' ? leaf.parents : []
  return { trunk: parent && trunks?.find(parent), statusList: new WeakRef(statusLists[0]!) }
}

describe('what is remembered of accreditations that are known', () => {
  it('holds nothing else of the evidence that they were found in: a few hundred chains would fill the memory', async () => {
    const { trunk, statusList } = keptTrunk()
    expect(trunk?.links).toHaveLength(3)
    // What a WeakRef was made of stays until the next task.
    await setTimeout(1)
    collectGarbage()
    expect(statusList.deref()).toBeUndefined()
    // Still in use, so not collected with it.
    expect(trunk?.links).toHaveLength(3)
  })
})
