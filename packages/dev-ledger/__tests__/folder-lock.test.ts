import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeUnlessMissing } from '@trustchains/test-kit'
import { lockFolder } from '../src/store/folder-lock.js'
import { identityOf } from '../src/store/process-identity.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dev-ledger-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lockOf = (change: object): void =>
  writeFileSync(join(folder, 'lock'), JSON.stringify({ ...identityOf(process.ppid), ...change }))

describeUnlessMissing(process.platform === 'linux' ? [] : ['Linux'], 'the lock of a data folder', () => {
  it('says which process has it, in a way that no other of the same number can be taken for', () => {
    const release = lockFolder(folder)
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toEqual(identityOf(process.pid))
    release()
  })

  it('of a living process is not taken over', () => {
    lockOf({})
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.ppid}`)
  })

  it('of another container is not taken over, though no process here has its number: two would write one log', () => {
    lockOf({ namespace: '1', pid: 999_999_999 })
    expect(() => lockFolder(folder)).toThrow(`another container`)
    expect(() => lockFolder(folder)).toThrow(join(folder, 'lock'))
    lockOf({ namespace: '1', pid: process.pid })
    expect(() => lockFolder(folder)).toThrow('another container')
  })

  it.each([
    ['that was killed, and whose number another has now', { start: '1' }],
    ['of before the machine was started anew', { boot: 'another', namespace: '1' }],
    ['that is gone', { pid: 999_999_999 }],
  ])('of a process %s is taken over, so that nobody has to remove it by hand', (_which, change) => {
    lockOf(change)
    const release = lockFolder(folder)
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toEqual(identityOf(process.pid))
    release()
  })
})
