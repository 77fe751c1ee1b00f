import { readStatusEntry, type StatusEntryOutcome } from '../src/status/read-status-entry.js'
import { statusListUrls } from '../src/status/status-list-urls.js'
import type { JsonValue } from '../src/index.js'

const did = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001'
const url = `${did}?resourceName=list&resourceType=L`
const reference = { form: 'named', did, resourceName: 'list', resourceType: 'L', url }
const of2021 = { type: 'StatusList2021Entry', statusPurpose: 'revocation', statusListIndex: '7' }
const bitstring = { ...of2021, type: 'BitstringStatusListEntry', statusListCredential: url }

/** What comes of an entry: what is read, or of which kind the refusal is, which must say why. */
function read(value: JsonValue): object | string {
  const { entry, invalid, unknown }: StatusEntryOutcome = readStatusEntry(value)
  if (entry !== undefined) return entry
  expect(invalid ?? unknown ?? 'nothing').not.toBe('')
  return invalid !== undefined ? 'invalid' : unknown !== undefined ? 'unknown' : 'nothing'
}

describe('an entry of a status list: one that is misread hides a revocation', () => {
  const found = { form: 'bitstring', url, reference, resolverUrl: false, purpose: 'revocation', index: 7 }

  it.each<[string, JsonValue, object]>([
    ['W3C’s', bitstring, found],
    ['its type in a list', { ...bitstring, type: ['BitstringStatusListEntry'] }, found],
    ['its index as a number', { ...bitstring, statusListIndex: 7 }, found],
    ['the first of a list', { ...bitstring, statusListIndex: 0 }, { ...found, index: 0 }],
    [
      'the last index that a number holds',
      { ...bitstring, statusListIndex: 2 ** 53 - 1 },
      { ...found, index: 2 ** 53 - 1 },
    ],
    ['its size, least', { ...bitstring, statusSize: 1 }, { ...found, size: 1 }],
    ['its size, most', { ...bitstring, statusSize: 8 }, { ...found, size: 8 }],
    ['of suspension', { ...bitstring, statusPurpose: 'suspension' }, { ...found, purpose: 'suspension' }],
    [
      'of messages, which it does not name',
      { ...bitstring, statusPurpose: 'message' },
      { ...found, purpose: 'message' },
    ],
    ['an id that is another than its list', { ...bitstring, id: 'urn:x#9' }, found],
    ['an id that is its list, which is named beside it', { ...bitstring, id: url }, found],
    [
      'an id that is its list with another fragment, which is named beside it',
      { ...bitstring, id: `${url}#9`, statusListCredential: `${url}#9` },
      found,
    ],
    ['words for its values, which for revocation mean nothing', { ...bitstring, statusMessage: 'x' }, found],
    ['of 2021', { ...of2021, statusListCredential: url }, { ...found, form: '2021' }],
    ['of 2021 and cheqd, by its id', { ...of2021, id: `${url}#7` }, { ...found, form: '2021' }],
    ['of 2021 and cheqd, by its id without fragment', { ...of2021, id: url }, { ...found, form: '2021' }],
    [
      'of 2021 with messages, which are no words of that form',
      { ...of2021, id: url, statusPurpose: 'message', statusMessage: 'x' },
      { ...found, form: '2021', purpose: 'message' },
    ],
    [
      'by a resolver’s URL',
      { ...bitstring, statusListCredential: `https://resolver.cheqd.net/1.0/identifiers/${url}` },
      { ...found, resolverUrl: true },
    ],
    [
      'on the web',
      { ...bitstring, statusListCredential: 'https://a.example/l' },
      { form: 'bitstring', url: 'https://a.example/l', resolverUrl: false, purpose: 'revocation', index: 7 },
    ],
    [
      'by a DID URL of no resource',
      { ...bitstring, statusListCredential: `${did}/x` },
      { form: 'bitstring', url: `${did}/x`, resolverUrl: false, purpose: 'revocation', index: 7 },
    ],
    [
      'the IETF’s',
      { status_list: { idx: 7, uri: url } },
      { form: 'token', url, reference, resolverUrl: false, index: 7 },
    ],
  ])('%s', (_name, value, entry) => {
    expect(read(value)).toStrictEqual(entry)
  })

  it.each<[string, JsonValue, string]>([
    ['no object', 'x', 'invalid'],
    ['two types', { ...bitstring, type: ['BitstringStatusListEntry', 'StatusList2021Entry'] }, 'invalid'],
    ['no type in a list', { ...bitstring, type: [] }, 'invalid'],
    ['a type that nobody knows', { ...bitstring, type: 'X' }, 'unknown'],
    [
      'a type that nobody knows, beside an entry of the IETF',
      { type: 'X', status_list: { idx: 7, uri: url } },
      'unknown',
    ],
    ['no type', {}, 'unknown'],
    [
      'of a newer credential, which says nothing against this one',
      { ...bitstring, statusPurpose: 'refresh' },
      'nothing',
    ],
    ['no purpose', { ...bitstring, statusPurpose: 5 }, 'invalid'],
    ['a purpose that nobody knows', { ...bitstring, statusPurpose: 'x' }, 'unknown'],
    ['no index', { ...bitstring, statusListIndex: null }, 'invalid'],
    ['an index that is no number', { ...bitstring, statusListIndex: '07' }, 'invalid'],
    ['an index in a list', { ...bitstring, statusListIndex: ['7'] }, 'invalid'],
    ['an index below the list', { ...bitstring, statusListIndex: -1 }, 'invalid'],
    ['an index between two', { ...bitstring, statusListIndex: 1.5 }, 'invalid'],
    ['an index beyond what a number holds', { ...bitstring, statusListIndex: 2 ** 53 }, 'invalid'],
    ['a size of nothing', { ...bitstring, statusSize: 0 }, 'invalid'],
    ['a size below nothing', { ...bitstring, statusSize: -1 }, 'invalid'],
    ['a size of nine bits', { ...bitstring, statusSize: 9 }, 'invalid'],
    ['a size between two', { ...bitstring, statusSize: 1.5 }, 'invalid'],
    ['a size in words', { ...bitstring, statusSize: '2' }, 'invalid'],
    ['no list', { ...of2021 }, 'invalid'],
    ['a list that is no text', { ...bitstring, statusListCredential: 5 }, 'invalid'],
    ['of W3C by its id alone', { ...of2021, type: 'BitstringStatusListEntry', id: `${url}#7` }, 'invalid'],
    ['of cheqd, whose fragment is another index', { ...of2021, id: `${url}#9` }, 'invalid'],
    ['of cheqd, whose fragment has the index at its end only', { ...of2021, id: `${url}#9#7` }, 'invalid'],
    ['of cheqd, whose fragment is empty', { ...of2021, id: `${url}#` }, 'invalid'],
    ['the IETF’s, no object', { status_list: 'x' }, 'invalid'],
    ['the IETF’s, null', { status_list: null }, 'invalid'],
    ['the IETF’s, without index', { status_list: { uri: url } }, 'invalid'],
    ['the IETF’s, its index in words', { status_list: { idx: '7', uri: url } }, 'invalid'],
    ['the IETF’s, without list', { status_list: { idx: 7 } }, 'invalid'],
  ])('%s: %#', (_name, value, end) => {
    expect(read(value)).toBe(end)
  })
})

describe('words for the values of a status: with other words a revoked one reads as good', () => {
  const withMessages = (statusMessage: JsonValue) => read({ ...bitstring, statusPurpose: 'message', statusMessage })
  const says = (status: JsonValue, message: JsonValue) => ({ status, message })
  it.each<[string, JsonValue]>([
    ['none', []],
    ['cheqd’s', [says('0x0', 'valid'), says('0x1', 'revoked'), says('0x2', 'suspended'), says('0x3', 'unknown')]],
    ['in capitals, and as its manual has it', [says('0X0', 'Issued'), says('0x1', 'REVOKED')]],
  ])('known: %s', (_name, messages) => {
    expect(withMessages(messages)).toMatchObject({ purpose: 'message' })
  })
  it.each<[string, JsonValue]>([
    ['no list', { status: '0x0', message: 'valid' }],
    ['another meaning', [says('0x0', 'revoked')]],
    ['another meaning beside a known one', [says('0x0', 'valid'), says('0x1', 'valid')]],
    ['a value beyond four', [says('0x4', 'x')]],
    ['a number', [says(0, 'valid')]],
    ['more than one digit', [says('0x00', 'valid')]],
    ['a value after something else', [says('x0x0', 'valid')]],
    ['a value in another notation', [says('0', 'valid')]],
    ['a meaning that is no text', [says('0x0', 5)]],
    ['no object', ['0x0']],
    ['null', [null]],
  ])('not known: %s', (_name, messages) => {
    expect(withMessages(messages)).toBe('unknown')
  })
})

describe('the lists that a collector is told of: one that is left out can’t be judged', () => {
  const other = `${did}?resourceName=other&resourceType=L`
  it('each once, in the order written, without what is none', () => {
    const status = [bitstring, { ...bitstring, statusListCredential: `${other}#7` }, 'x', bitstring]
    expect(statusListUrls({ status })).toEqual([url, other])
  })
  it('all of sixteen, and none of more, which nobody judges', () => {
    expect(statusListUrls({ status: Array.from({ length: 16 }, () => bitstring) })).toEqual([url])
    expect(statusListUrls({ status: Array.from({ length: 17 }, () => bitstring) })).toEqual([])
  })
})
