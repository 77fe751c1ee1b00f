import { randomUUID } from 'node:crypto'
import { createDid } from '../src/modules/create-did.js'
import { createResource } from '../src/modules/create-resource.js'
import { deactivateDid } from '../src/modules/deactivate-did.js'
import { updateDid } from '../src/modules/update-did.js'
import {
  createMessage,
  deactivateMessage,
  multibaseOf,
  newContext,
  newDidId,
  newKey,
  refusal,
  resourceMessage,
  sha256,
  updateMessage,
  validPayload,
  validResource,
  type Key,
} from './support/messages.js'

/** A ledger with one DID, and what is needed to change it. */
function withDid(key: Key = newKey(), id = newDidId()) {
  const context = newContext()
  const payload = validPayload(key, { id })
  const method = `${id}#key-1`
  createDid(context, createMessage(payload, [method, key]))
  return { context, payload, method, key, id }
}
const versionOf = (payload: object) => ({ ...payload, versionId: randomUUID() }) as ReturnType<typeof validPayload>

describe('creating a DID', () => {
  it('stores the document and its first version at the block’s time', () => {
    const { context, id, payload } = withDid()
    expect(context.state.latestDid(id)?.metadata).toEqual({
      created: context.blockTime,
      updated: undefined,
      deactivated: false,
      versionId: payload.versionId,
      nextVersionId: '',
      previousVersionId: '',
    })
  })
  it('refuses a DID that exists (1200), also in upper case', () => {
    const { context, id, key } = withDid()
    const again = validPayload(key, { id: id.toUpperCase().replace('DID:CHEQD:TESTNET', 'did:cheqd:testnet') })
    expect(refusal(() => createDid(context, createMessage(again, [`${again.id}#key-1`, key])))).toBe(
      `cheqd 1200 ${id}: DID Doc exists`,
    )
  })
  it('refuses another namespace (1206) after the basic rules (1205)', () => {
    const key = newKey()
    const payload = validPayload(key, { id: `did:cheqd:mainnet:${randomUUID()}` })
    const message = createMessage(payload, [`${payload.id}#key-1`, key])
    expect(refusal(() => createDid(newContext(), message))).toMatch(
      /^cheqd 1206 payload: \(.*id: did namespace must be one of: testnet.*DID namespace validation failed$/,
    )
    const broken = { ...message, payload: { ...payload, versionId: '' } }
    expect(refusal(() => createDid(newContext(), broken))).toBe(
      'cheqd 1205 payload: (version_id: cannot be blank.).: basic validation failed',
    )
  })
  it('refuses a controller that does not exist (1201)', () => {
    const key = newKey()
    const nobody = newDidId()
    const payload = validPayload(key, { controller: [nobody] })
    expect(refusal(() => createDid(newContext(), createMessage(payload, [`${payload.id}#key-1`, key])))).toBe(
      `cheqd 1201 ${nobody}: DID Doc not found`,
    )
  })
  it('refuses a missing signature (1101), an unknown key (1202) and a wrong signature (1100)', () => {
    const key = newKey()
    const payload = validPayload(key)
    const method = `${payload.id}#key-1`
    const say = (...signers: [string, Key][]): string =>
      refusal(() => createDid(newContext(), createMessage(payload, ...signers)))
    expect(say()).toBe(`cheqd 1101 signer: ${payload.id}: signature is required but not found`)
    expect(say([`${payload.id}#key-2`, key])).toBe(`cheqd 1202 ${payload.id}#key-2: verification method not found`)
    expect(say([method, newKey()])).toBe(`cheqd 1100 method id: ${method}: invalid signature detected`)
    expect(say([method, key])).toBe('accepted')
  })
  it('asks the subject to sign where no controller is named', () => {
    const key = newKey()
    const payload = validPayload(key, { controller: [], verificationMethod: [], authentication: [] })
    expect(refusal(() => createDid(newContext(), createMessage(payload)))).toBe(
      `cheqd 1101 signer: ${payload.id}: signature is required but not found`,
    )
  })
  it('asks every controller and every controller of a key to sign, and all their signatures to hold', () => {
    const other = withDid()
    const key = newKey()
    const payload = validPayload(key, {})
    payload.controller = [payload.id, other.id]
    const own = [`${payload.id}#key-1`, key] as const
    const say = (...signers: (readonly [string, Key])[]): string =>
      refusal(() => createDid(other.context, createMessage(payload, ...signers)))
    expect(say(own)).toBe(`cheqd 1101 signer: ${other.id}: signature is required but not found`)
    expect(say(own, [other.method, key])).toBe(`cheqd 1100 method id: ${other.method}: invalid signature detected`)
    expect(say(own, [other.method, other.key])).toBe('accepted')
  })
  it('ignores a wrong signature of somebody who need not sign', () => {
    const other = withDid()
    const key = newKey()
    const payload = validPayload(key)
    const message = createMessage(payload, [`${payload.id}#key-1`, key], [other.method, newKey()])
    expect(refusal(() => createDid(other.context, message))).toBe('accepted')
  })
  it('judges signatures over the payload as it was sent, and stores it in lower case', () => {
    const key = newKey()
    const id = `did:cheqd:testnet:${randomUUID().toUpperCase()}`
    const context = newContext()
    expect(refusal(() => createDid(context, createMessage(validPayload(key, { id }), [`${id}#key-1`, key])))).toBe(
      'accepted',
    )
    const stored = context.state.latestDid(`did:cheqd:testnet:${id.split(':')[3]!.toLowerCase()}`)
    expect(stored?.didDoc.verificationMethod[0]?.id).toBe(`${stored?.didDoc.id}#key-1`)
  })
})

describe('updating a DID', () => {
  it('adds a version, links it, keeps created and sets updated', () => {
    const { context, payload, method, key, id } = withDid()
    const next = versionOf({ ...payload, alsoKnownAs: ['x'] })
    const later = { ...context, blockTime: new Date('2026-02-01T00:00:00Z') }
    updateDid(later, updateMessage(next, [method, key]))
    const record = context.state.dids.get(id)
    expect(record?.latest).toBe(next.versionId)
    expect(record?.versions.get(payload.versionId)?.metadata.nextVersionId).toBe(next.versionId)
    expect(record?.versions.get(next.versionId)?.metadata).toMatchObject({
      created: context.blockTime,
      updated: later.blockTime,
      previousVersionId: payload.versionId,
      nextVersionId: '',
    })
  })
  it('refuses a DID that does not exist (1201), a version id that was used (1500), and a deactivated DID (1207)', () => {
    const { context, payload, method, key, id } = withDid()
    const stranger = validPayload(key)
    expect(refusal(() => updateDid(context, updateMessage(stranger, [`${stranger.id}#key-1`, key])))).toBe(
      `cheqd 1201 ${stranger.id}: not found: DID Doc not found`,
    )
    expect(refusal(() => updateDid(context, updateMessage(payload, [method, key])))).toBe(
      `cheqd 1500 diddoc version already exists for did ${id}, version ${payload.versionId}: DID Doc exists: internal error`,
    )
    deactivateDid(context, deactivateMessage({ id, versionId: randomUUID() }, [method, key]))
    expect(refusal(() => updateDid(context, updateMessage(versionOf(payload), [method, key])))).toBe(
      `cheqd 1207 ${id}: DID Doc already deactivated`,
    )
  })
  it('asks old and new controllers to sign, and says which of the two is missing', () => {
    const { context, payload, method, key, id } = withDid()
    const next = newKey()
    const rotated = versionOf({
      ...payload,
      verificationMethod: [{ ...payload.verificationMethod[0]!, verificationMaterial: multibaseOf(next) }],
    })
    const say = (...signers: (readonly [string, Key])[]): string =>
      refusal(() => updateDid(context, updateMessage(rotated, ...signers)))
    expect(say()).toBe(
      `cheqd 1101 there should be at least one signature by ${id} (old version): signature is required but not found`,
    )
    expect(say([method, next])).toBe(
      `cheqd 1100 there should be at least one valid signature by ${id} (old version): invalid signature detected`,
    )
    expect(say([method, key])).toBe(
      `cheqd 1100 there should be at least one valid signature by ${id} (new version): invalid signature detected`,
    )
    expect(say([method, key], [method, next])).toBe('accepted')
  })
  it('puts up with a wrong signature beside a right one', () => {
    const { context, payload, method, key } = withDid()
    const message = updateMessage(versionOf(payload), [method, key], [method, newKey()])
    expect(refusal(() => updateDid(context, message))).toBe('accepted')
  })
  it('asks the controller of a key that was added, changed or removed to sign', () => {
    const { context, payload, method, key } = withDid()
    const bob = newKey()
    const bobDid = validPayload(bob)
    createDid(context, createMessage(bobDid, [`${bobDid.id}#key-1`, bob]))
    const bobKey = {
      ...payload.verificationMethod[0]!,
      id: `${payload.id}#bob`,
      controller: bobDid.id,
      verificationMaterial: multibaseOf(bob),
    }
    const say = (next: ReturnType<typeof validPayload>, ...signers: (readonly [string, Key])[]): string =>
      refusal(() => updateDid(context, updateMessage(next, [method, key], ...signers)))
    const missing = `cheqd 1101 there should be at least one signature by ${bobDid.id}: signature is required but not found`
    const byBob = [`${bobDid.id}#key-1`, bob] as const
    const added = versionOf({ ...payload, verificationMethod: [...payload.verificationMethod, bobKey] })
    expect([say(added), say(added, byBob)]).toEqual([missing, 'accepted'])
    const changed = versionOf({
      ...added,
      verificationMethod: [payload.verificationMethod[0]!, { ...bobKey, verificationMaterial: multibaseOf(newKey()) }],
    })
    expect([say(changed), say(changed, byBob)]).toEqual([missing, 'accepted'])
    const removed = versionOf(payload)
    expect([say(removed), say(removed, byBob)]).toEqual([missing, 'accepted'])
  })
  it('does not ask the controller of a key that stays', () => {
    const { context, payload, method, key, id } = withDid()
    const bob = newKey()
    const bobDid = validPayload(bob)
    createDid(context, createMessage(bobDid, [`${bobDid.id}#key-1`, bob]))
    const bobKey = { ...payload.verificationMethod[0]!, id: `${id}#bob`, controller: bobDid.id }
    const shared = versionOf({ ...payload, verificationMethod: [...payload.verificationMethod, bobKey] })
    updateDid(context, updateMessage(shared, [method, key], [`${bobDid.id}#key-1`, bob]))
    const next = versionOf({ ...shared, alsoKnownAs: ['x'] })
    expect(refusal(() => updateDid(context, updateMessage(next, [method, key])))).toBe('accepted')
  })
  it('replaces the whole document: what is left out is gone', () => {
    const { context, payload, method, key, id } = withDid()
    updateDid(context, updateMessage(versionOf({ ...payload, authentication: [] }), [method, key]))
    expect(context.state.latestDid(id)?.didDoc.authentication).toEqual([])
  })
})

describe('deactivating a DID', () => {
  it('adds a version with the same document and marks all versions', () => {
    const { context, payload, method, key, id } = withDid()
    const versionId = randomUUID()
    deactivateDid(context, deactivateMessage({ id, versionId }, [method, key]))
    const record = context.state.dids.get(id)
    expect(record?.latest).toBe(versionId)
    expect([...(record?.versions.values() ?? [])].map((version) => version.metadata.deactivated)).toEqual([true, true])
    expect(record?.versions.get(versionId)?.didDoc.verificationMethod).toEqual(payload.verificationMethod)
  })
  it('refuses a DID that does not exist (1201), a second time (1207), and one without signature (1101)', () => {
    const { context, method, key, id } = withDid()
    const say = (did: string, ...signers: (readonly [string, Key])[]): string =>
      refusal(() => deactivateDid(context, deactivateMessage({ id: did, versionId: randomUUID() }, ...signers)))
    const nobody = newDidId()
    expect(say(nobody)).toBe(`cheqd 1201 ${nobody}: DID Doc not found`)
    expect(say(id)).toBe(`cheqd 1101 signer: ${id}: signature is required but not found`)
    expect(say(id, [method, key])).toBe('accepted')
    expect(say(id, [method, key])).toBe(`cheqd 1207 ${id}: DID Doc already deactivated`)
  })
  it('asks all signatures to hold, not just one', () => {
    const { context, method, key, id } = withDid()
    const message = deactivateMessage({ id, versionId: randomUUID() }, [method, key], [method, newKey()])
    expect(refusal(() => deactivateDid(context, message))).toBe(
      `cheqd 1100 method id: ${method}: invalid signature detected`,
    )
  })
})

describe('creating a resource', () => {
  const attempt = (over: object = {}, ...extra: (readonly [string, Key])[]): string => {
    const { context, method, key, id } = withDid()
    const payload = validResource(id, over)
    return refusal(() => createResource(context, resourceMessage(payload, [method, key], ...extra), 'application/json'))
  }
  const wrong = (field: string, message: string): string =>
    `cheqd 1206 payload: (${field}: ${message}.).: DID namespace validation failed`

  it('stores checksum, time, media type and its own URL', () => {
    const { context, method, key, id } = withDid()
    const payload = validResource(id, { data: Buffer.from('hello'), alsoKnownAs: [{ uri: 'x', description: '' }] })
    const metadata = createResource(context, resourceMessage(payload, [method, key]), 'text/plain; charset=utf-8')
    expect(metadata).toMatchObject({
      checksum: sha256(Buffer.from('hello')),
      created: context.blockTime,
      mediaType: 'text/plain; charset=utf-8',
      alsoKnownAs: [
        { uri: 'x', description: '' },
        { uri: `${id}/resources/${payload.id}`, description: 'did-url' },
      ],
    })
  })
  it('links versions of the same name and type, compared exactly', () => {
    const { context, method, key, id } = withDid()
    const add = (over: object) =>
      createResource(context, resourceMessage(validResource(id, over), [method, key]), 'application/json')
    const first = add({})
    const second = add({})
    const otherCase = add({ name: 'Name' })
    const otherType = add({ resourceType: 'type' })
    expect(second.previousVersionId).toBe(first.id)
    expect(context.state.collectionOf(id).get(first.id)?.nextVersionId).toBe(second.id)
    expect([otherCase.previousVersionId, otherType.previousVersionId]).toEqual(['', ''])
  })
  it('refuses a DID that does not exist (sdk 38) and a deactivated one (1207)', () => {
    const { context, method, key, id } = withDid()
    const nobody = newDidId()
    expect(refusal(() => createResource(context, resourceMessage(validResource(nobody)), ''))).toBe(
      `sdk 38 ${nobody}: not found`,
    )
    deactivateDid(context, deactivateMessage({ id, versionId: randomUUID() }, [method, key]))
    expect(refusal(() => createResource(context, resourceMessage(validResource(id), [method, key]), ''))).toBe(
      `cheqd 1207 ${id}: DID Doc already deactivated`,
    )
  })
  it('refuses an id that the collection has (2200), also in upper case', () => {
    const { context, method, key, id } = withDid()
    const payload = validResource(id)
    createResource(context, resourceMessage(payload, [method, key]), '')
    const again = { ...payload, id: payload.id.toUpperCase() }
    expect(refusal(() => createResource(context, resourceMessage(again, [method, key]), ''))).toBe(
      `resource 2200 ${payload.id}: Resource exists`,
    )
  })
  it('refuses a missing signature (1101) and a wrong one (1100)', () => {
    const { context, method, id } = withDid()
    const payload = validResource(id)
    expect(refusal(() => createResource(context, resourceMessage(payload), ''))).toBe(
      `cheqd 1101 signer: ${id}: signature is required but not found`,
    )
    expect(refusal(() => createResource(context, resourceMessage(payload, [method, newKey()]), ''))).toBe(
      `cheqd 1100 method id: ${method}: invalid signature detected`,
    )
  })
  it('takes an id that is a UUID and no other', () => {
    expect(attempt({ id: randomUUID().toUpperCase() })).toBe('accepted')
    expect(attempt({ id: 'x' })).toMatch(/cheqd 1206 payload: \(resourceId: uuid must be of length 36/)
    expect(attempt({ id: '' })).toBe(wrong('resourceId', 'cannot be blank'))
  })
  it.each([
    ['name', 'resourceName', true],
    ['resourceType', 'resourceType', true],
    ['version', 'resourceVersion', false],
  ])('takes a %s of 64 bytes and refuses 65', (member, field, needed) => {
    expect(attempt({ [member]: 'x'.repeat(64) })).toBe('accepted')
    expect(attempt({ [member]: 'x'.repeat(65) })).toBe(wrong(field, 'the length must be between 1 and 64'))
    expect(attempt({ [member]: 'ü'.repeat(32) })).toBe('accepted')
    expect(attempt({ [member]: 'ü'.repeat(33) })).toBe(wrong(field, 'the length must be between 1 and 64'))
    expect(attempt({ [member]: '' })).toBe(needed ? wrong(field, 'cannot be blank') : 'accepted')
  })
  it('takes content of 1 byte and of 2 MiB, and refuses none and 2 MiB and a byte', () => {
    expect(attempt({ data: new Uint8Array(1) })).toBe('accepted')
    expect(attempt({ data: new Uint8Array(2 * 1024 * 1024) })).toBe('accepted')
    expect(attempt({ data: new Uint8Array(0) })).toBe(wrong('data', 'cannot be blank'))
    expect(attempt({ data: new Uint8Array(2 * 1024 * 1024 + 1) })).toBe(
      wrong('data', 'the length must be between 1 and 2097152'),
    )
  })
  it('takes a URI of 256 bytes with a description of 128, and refuses one more of either', () => {
    const say = (uri: string, description: string): string => attempt({ alsoKnownAs: [{ uri, description }] })
    expect(say('x'.repeat(256), 'x'.repeat(128))).toBe('accepted')
    expect(say('x'.repeat(257), '')).toBe(
      wrong('resourceAlternativeUri', '(0: (uri: the length must be between 1 and 256.).)').replace('.).).)', '.).).)'),
    )
    expect(say('x', 'x'.repeat(129))).toContain('description: the length must be between 1 and 128')
    expect(say('', '')).toContain('uri: cannot be blank')
  })
})
