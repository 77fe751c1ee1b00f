import { formatTime, parseTime } from '@trustchains/core'
import { createHash, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { isObject, stringMember } from '../collect/read-members.js'
import { keep, type KeptAnswer } from './kept-answer.js'
import type { Answered, Question } from './question.js'

/** The form of entries; another form has other keys, so that versions of this package can share a store. */
const form = 'trust-chain:1'
/** Characters of an entry: larger answers are not shared. */
const maxEntryLength = 8 * 1024 * 1024
const noMac = '-'

/**
 * Writes and reads what stands in a shared store. An entry is a MAC, a dot, and JSON: the question, when it was
 * answered, and the answer. What is read is outside input: nothing of it is taken that is not what was asked.
 */
export class EntryCodec {
  readonly #namespace: string
  readonly #secret: KeyObject | undefined

  /** @param secret - entries without its MAC are not read; absent: any entry is */
  constructor({ namespace = '', secret }: { namespace?: string; secret?: string }) {
    this.#namespace = namespace
    this.#secret = secret === undefined ? undefined : createSecretKey(secret, 'utf8')
  }

  /** The key in the store: of fixed length, whatever the question. */
  keyOf(question: Question<Answered>): string {
    return `${form}:${this.#namespace}:${createHash('sha256').update(question.id).digest('base64url')}`
  }

  /** An entry; undefined where the answer is too large to be shared. */
  encode(question: Question<Answered>, { item, readAtMs }: KeptAnswer): string | undefined {
    const { content, document } = 'url' in item ? { ...item, document: undefined } : { ...item, content: undefined }
    const { metadata } = item
    const json = JSON.stringify({ question: question.id, readAt: formatTime(readAtMs), content, document, metadata })
    const entry = `${this.#macOf(this.keyOf(question), json)}.${json}`
    return entry.length > maxEntryLength ? undefined : entry
  }

  /** The answer in an entry; undefined where it is none to this question, or was not written with the secret. */
  decode<T extends Answered>(question: Question<T>, entry: unknown): KeptAnswer<T> | undefined {
    if (typeof entry !== 'string' || entry.length > maxEntryLength) return undefined
    const dot = entry.indexOf('.')
    const json = entry.slice(dot + 1)
    if (dot < 1 || dot > 64 || !this.#isAuthentic(this.keyOf(question), entry.slice(0, dot), json)) return undefined
    const value = parseOrUndefined(json)
    if (!isObject(value) || stringMember(value, 'question') !== question.id) return undefined
    const readAtMs = parseTime(stringMember(value, 'readAt') ?? '')
    if (readAtMs === undefined) return undefined
    const item = question.read(value, formatTime(readAtMs))
    if (item === undefined || !question.isSound(item)) return undefined
    return keep({ item, bytes: sizeOf(item) })
  }

  // The key is part of what is signed, so that an entry can't be moved to another question or namespace.
  #macOf(key: string, json: string): string {
    if (this.#secret === undefined) return noMac
    return createHmac('sha256', this.#secret).update(key).update('\n').update(json).digest('base64url')
  }

  #isAuthentic(key: string, mac: string, json: string): boolean {
    if (this.#secret === undefined) return true
    const [given, due] = [Buffer.from(mac), Buffer.from(this.#macOf(key, json))]
    return given.length === due.length && timingSafeEqual(given, due)
  }
}

const sizeOf = (item: Answered): number =>
  'url' in item ? Buffer.byteLength(item.content ?? '', 'base64') : Buffer.byteLength(JSON.stringify(item.document))

function parseOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
