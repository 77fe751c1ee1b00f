/**
 * Puts accreditations that all differ through a memo, and prints what it then holds as JSON: a process of its own, so
 * that nothing else is in its memory. Arguments: how many, and how many signatures the memo may remember (or nothing:
 * its default).
 */
import { createHash } from 'node:crypto'
import { ValidationMemo } from '@trustchains/core'
import { measureMemory, type MemoryInUse } from './setup/collect-garbage.js'
import { benchChain } from './setup/chains.js'

/** What was measured. */
export interface MemoMemory {
  before: MemoryInUse
  after: MemoryInUse
  /** Signatures of the first accreditations that were still known at the end, of a thousand. */
  firstKnown: number
}

const [count, maxSignatures] = process.argv.slice(2).map(Number) as [number, number | undefined]
const memo = new ValidationMemo(maxSignatures === undefined ? {} : { maxSignatures })
const { minted } = benchChain('memory', 'EdDSA')
const [header, payload] = minted.link('a1').token.split('.') as [string, string]
const claims = Buffer.from(payload, 'base64url').toString()
const id = /"jti":"([^"]*)"/.exec(claims)?.[1] ?? ''

/** The resource of one more accreditation; its signature is not looked at here, only remembered. */
function resource(number: number): string {
  const own = claims.replaceAll(id, `urn:uuid:00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)
  const signature = createHash('sha512').update(own).digest('base64url')
  return Buffer.from(`${header}.${Buffer.from(own).toString('base64url')}.${signature}`).toString('base64')
}

/** Asks whether its signature verifies. */
function ask(number: number, verify: () => boolean): void {
  const jws = memo.credentialIn(memo.content(resource(number)))?.credential?.jws
  if (jws === undefined) throw new Error('the accreditation can not be read')
  memo.signature(jws, 'EdDSA:key', verify)
}

const before = measureMemory()
for (let number = 0; number < count; number += 1) ask(number, () => true)
const after = measureMemory()
let asked = 0
const sample = Math.min(1000, count)
for (let number = 0; number < sample; number += 1) {
  ask(number, () => {
    asked += 1
    return true
  })
}
const result: MemoMemory = { before, after, firstKnown: sample - asked }
console.log(JSON.stringify(result))
