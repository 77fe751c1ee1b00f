import { checkStatus } from '../src/checks/check-status.js'
import { resolvePolicy, ValidationMemo } from '../src/index.js'
import type { TrustPolicy } from '../src/index.js'
import { linkOf } from './support/link-of.js'
import { did, now, endOf } from './support/evidence-items.js'

describe('status, without any other check before it', () => {
  const judged = (status: unknown[], policy: TrustPolicy = {}, heldAt = now) => {
    const index = { statusList: () => ({ why: 'x' }), statusListByKey: () => ({ why: 'x' }), timeOf: () => 0 }
    const context = { at: now, index, memo: new ValidationMemo(), policy: resolvePolicy(policy) } as never
    return endOf(checkStatus(context, { ...linkOf({ kind: 'attest', issuer: did, status }), heldAt }))
  }
  const refresh = { type: 'BitstringStatusListEntry', statusPurpose: 'refresh' }
  it.each<[string, unknown[], TrustPolicy, unknown[]]>([
    ['the policy looks at none', [7], { status: 'off' }, [['skipped', 'policy_off']]],
    ['none is named', [], {}, [['skipped', 'not_applicable']]],
    ['none is named, and one is required', [], { status: 'required' }, [['fail', 'status_required']]],
    ['one that says nothing of validity is none', [refresh], { status: 'required' }, [['fail', 'status_required']]],
    ['one that is malformed', [7], {}, [['fail', 'status_list_invalid']]],
    ['the same twice is said once', [7, 7], {}, [['fail', 'status_list_invalid']]],
    [
      'two are said both',
      [7, { type: 'X' }],
      {},
      [
        ['fail', 'status_list_invalid'],
        ['indeterminate', 'status_unavailable'],
      ],
    ],
    ['sixteen', Array(16).fill(7), {}, [['fail', 'status_list_invalid']]],
    ['seventeen are too many to read', Array(17).fill(7), {}, [['fail', 'limit_exceeded']]],
  ])('%s', (_name, status, policy, expected) => {
    expect(judged(status, policy)).toEqual(expected)
  })
})
