import { readFileSync, statSync } from 'node:fs'

/** A process, as far as the system tells one from another. */
export interface ProcessIdentity {
  /** Of the start of the machine: it is another one after each. */
  boot: string
  /** Of process ids: containers have each their own, so the same id is another process there. */
  namespace: string
  pid: number
  /** When it started, in ticks since the boot: ids are given again. `ended` where only its parent has yet to hear of it. */
  start: string
}

/** A process of this namespace; undefined where there is none, or the system does not say (other than Linux). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const namespace = String(statSync('/proc/self/ns/pid').ino)
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): behind the name in brackets, which may have spaces, stands the state as the 3rd field; the 22nd is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = fields[0] === 'Z' ? 'ended' : fields[19]
    return start === undefined ? undefined : { boot, namespace, pid, start }
  } catch {
    return undefined
  }
}
