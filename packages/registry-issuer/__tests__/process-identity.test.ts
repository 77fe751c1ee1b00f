import { spawn } from 'node:child_process'
import { describeUnlessMissing } from '@trustchains/test-kit'
import { isProcessGone, processIdentity } from '../src/outbox/process-identity.js'

describeUnlessMissing(process.platform === 'linux' ? [] : ['Linux'], 'a process that holds a lock', () => {
  it('is not taken for gone while it lives', () => {
    expect(isProcessGone(processIdentity()!)).toBe(false)
  })

  it('is gone when it has ended, and another that got its id is not it', async () => {
    const [machine] = processIdentity()!.split('/')
    const child = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => child.once('close', resolve))
    expect(isProcessGone(`${machine!}/${String(child.pid)}:1`)).toBe(true)
    expect(isProcessGone(`${machine!}/${String(process.pid)}:1`)).toBe(true)
  })

  it.each(['elsewhere/1:1', 'x', '', '/', '/abc:1', '/-1:1'])('of another machine may live: %p', (identity) => {
    expect(isProcessGone(identity)).toBe(false)
    const [machine] = processIdentity()!.split('/')
    expect(isProcessGone(`${machine!.replace(/^./, 'x')}/1:1`)).toBe(false)
  })
})
