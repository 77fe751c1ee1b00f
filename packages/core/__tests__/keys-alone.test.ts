import { checkDidState } from '../src/checks/check-did-state.js'
import { keysOf } from '../src/checks/keys-of.js'
import type { DidDocumentEvidence } from '../src/index.js'
import { answer, at, did, indexOf, now } from './support/did-answers.js'

const key = (fragment: string, more: object = {}) => ({ id: `${did}#${fragment}`, type: 'X', ...more })
const purposesOf = (document: object, named?: string) =>
  keysOf({ id: did, ...document }, named).map(({ id, purposes }) => [id.slice(did.length), ...purposes])

const document = { id: did }

describe('the keys of a DID document: one that is none of it would sign for its subject', () => {
  it.each<[string, object, unknown[]]>([
    ['none', {}, []],
    ['one without purpose', { verificationMethod: [key('1')] }, [['#1']]],
    ['one that is no list', { verificationMethod: key('1'), assertionMethod: '#1' }, [['#1', 'assertionMethod']]],
    [
      'one for two purposes, written in full and not',
      { verificationMethod: [key('1')], assertionMethod: [`${did}#1`], authentication: ['#1'] },
      [['#1', 'assertionMethod', 'authentication']],
    ],
    [
      'one named twice for a purpose',
      { verificationMethod: [key('1')], assertionMethod: ['#1', '#1'] },
      [['#1', 'assertionMethod']],
    ],
    ['one by a bare fragment', { verificationMethod: [{ id: '#1', type: 'X' }] }, [['#1']]],
    ['embedded', { keyAgreement: [key('1')] }, [['#1', 'keyAgreement']]],
    [
      'in a list and embedded, alike',
      { verificationMethod: [key('1')], assertionMethod: [key('1')] },
      [['#1', 'assertionMethod']],
    ],
    [
      'two under one id: neither, and the others stay',
      { verificationMethod: [key('1'), key('1', { type: 'Y' }), key('2')] },
      [['#2']],
    ],
    ['of another DID', { verificationMethod: [{ id: 'did:example:other0#1' }] }, []],
    ['of a DID that begins like it', { verificationMethod: [{ id: `${did}2#1` }] }, []],
    ['no fragment', { verificationMethod: [{ id: did }, { id: `${did}/#1` }] }, []],
    ['what names no key', { verificationMethod: [key('1')], assertionMethod: ['#2'] }, [['#1']]],
    ['what is none', { verificationMethod: [null, 7, 'x', [], {}, { id: 7 }, key('1')] }, [['#1']]],
  ])('%s', (_name, document, keys) => {
    expect(purposesOf(document)).toEqual(keys)
  })

  it('a document that is of nobody has none', () => {
    expect(keysOf({ verificationMethod: [{ id: '#1' }, key('1')] })).toEqual([])
    expect(keysOf({ id: 7, verificationMethod: [{ id: '#1' }, key('1')] })).toEqual([])
  })

  it('the thousandth counts, and none behind it', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => key(String(index)))
    expect(purposesOf({ verificationMethod: many(1000) })).toHaveLength(1000)
    expect(purposesOf({ verificationMethod: many(1001) })).toHaveLength(1000)
  })

  it('where one is looked for, it is found however it is written, and others are passed over', () => {
    const document = {
      verificationMethod: [key('1'), key('22'), { id: '#3', type: 'X' }],
      assertionMethod: ['#3', `${did}#22`, `${did}#1`],
    }
    expect(purposesOf(document, `${did}#3`)).toContainEqual(['#3', 'assertionMethod'])
    expect(purposesOf(document, `${did}#1`)).toContainEqual(['#1', 'assertionMethod'])
    expect(purposesOf(document, `${did}#1`)).not.toContainEqual(['#22', 'assertionMethod'])
    expect(purposesOf(document, 'did:example:other0#1')).toEqual([])
  })
})

describe('whether an issuer’s DID is there, at the time that counts', () => {
  const judged = (answers: DidDocumentEvidence[], time = now) => {
    const { finding, document: found } = checkDidState({ index: indexOf(...answers) }, did, time)
    return [finding.status, finding.code, finding.details, ...(found === undefined ? [] : ['with its document'])]
  }
  const error = (code: string) => [answer({ error: { code, message: 'x' } })]
  const off = { deactivated: true }
  it.each<[string, DidDocumentEvidence[], unknown[]]>([
    ['it is', [answer({ document })], ['pass', 'ok', { did }, 'with its document']],
    [
      'it is, in a version',
      [answer({ document, metadata: { versionId: 'v1' } })],
      ['pass', 'ok', { did, versionId: 'v1' }, 'with its document'],
    ],
    [
      'it is, in capitals of no meaning',
      [answer({ document: { id: did } })],
      ['pass', 'ok', { did }, 'with its document'],
    ],
    [
      'the document of another',
      [answer({ document: { id: 'did:example:other' } })],
      ['fail', 'did_unresolvable', { did }],
    ],
    ['a document of nobody', [answer({ document: {} })], ['fail', 'did_unresolvable', { did }]],
    ['a document of a number', [answer({ document: { id: 7 } })], ['fail', 'did_unresolvable', { did }]],
    ['nobody asked', [], ['indeterminate', 'did_unresolvable', { did }]],
    ['it does not exist', error('notFound'), ['fail', 'did_unresolvable', { did }]],
    ['it can’t be resolved', error('invalid'), ['fail', 'did_unresolvable', { did }]],
    ['its document is too large', error('limit'), ['fail', 'limit_exceeded', { did }]],
    ['there was no time', error('deadline'), ['indeterminate', 'limit_exceeded', { did }]],
    ['nobody answered', error('unreachable'), ['indeterminate', 'did_unresolvable', { did }]],
    ['an answer that says nothing', [answer({})], ['fail', 'did_unresolvable', { did }]],
    ['deactivated, no document left', [answer({ metadata: off })], ['fail', 'did_deactivated', { did }]],
    [
      'deactivated, nobody says since when',
      [answer({ document, metadata: off })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
    [
      'deactivated at no time',
      [answer({ document, metadata: { ...off, updated: 'x' } })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
    [
      'deactivated at this very time',
      [answer({ document, metadata: { ...off, updated: at } })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
  ])('%s', (_name, answers, expected) => {
    expect(judged(answers)).toStrictEqual(expected)
  })

  it('where answers disagree on whether it is deactivated, it is: the later one would hide the earlier', () => {
    const created = '2026-01-01T00:00:00Z'
    const answers = [
      answer({ document, metadata: { ...off, created }, asOf: '2026-05-31T00:00:00Z' }),
      answer({ metadata: { created, updated: '2026-05-31T00:00:00Z' }, document: { id: did, x: 1 } }),
    ]
    expect(judged(answers, Date.UTC(2026, 1, 1))[1]).toBe('did_deactivated')
  })

  const history = [
    answer({
      document,
      metadata: { ...off, created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' },
      asOf: '2026-05-31T00:00:00Z',
    }),
    answer({ metadata: { ...off, created: '2026-01-01T00:00:00Z', updated: '2026-05-01T00:00:00Z' }, asOf: at }),
  ]
  it('what was signed before a DID was deactivated stays signed', () => {
    expect(judged(history, Date.UTC(2026, 1, 1))).toEqual(['pass', 'ok', { did }, 'with its document'])
    expect(judged(history, Date.UTC(2026, 4, 1) - 1)).toEqual(['pass', 'ok', { did }, 'with its document'])
    expect(judged(history, Date.UTC(2026, 4, 1))[1]).toBe('did_deactivated')
  })

  it('since when it is deactivated is told, where it is known', () => {
    const message = (answers: DidDocumentEvidence[]) =>
      checkDidState({ index: indexOf(...answers) }, did, now).finding.message
    expect(message([answer({ document, metadata: { ...off, updated: '2026-05-01T00:00:00Z' } })])).toContain(
      'since 2026-05-01T00:00:00Z',
    )
    expect(message([answer({ document, metadata: off })])).not.toContain('since')
    expect(message([answer({})])).toContain('neither document nor error')
  })
})
