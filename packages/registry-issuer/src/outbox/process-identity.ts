import { readFileSync, statSync } from 'node:fs'

/**
 * This process, so that others on the machine can tell later that it is gone: boot, namespace of process ids, process id
 * and the time of its start, since ids are given again. Undefined where the system does not say (other than Linux).
 */
export function processIdentity(): string | undefined {
  return (identity ??= { value: readIdentity(process.pid) }).value
}

let identity: { value: string | undefined } | undefined

/** Whether the process is gone for sure. One of another machine or container may always live. */
export function isProcessGone(other: string): boolean {
  const own = processIdentity()
  const [machine, id] = split(other)
  if (own === undefined || id === undefined || machine !== split(own)[0]) return false
  const pid = Number(id.split(':')[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH'
  }
  const now = readIdentity(pid)
  return now !== undefined && now !== other
}

/** The machine's part, and `pid:start`. */
const split = (value: string): [string, string?] => {
  const at = value.indexOf('/')
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)]
}

function readIdentity(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const namespace = statSync('/proc/self/ns/pid').ino
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // proc(5): behind the name in brackets, which may have spaces, stands the state as the 3rd field; the 22nd is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = fields[0] === 'Z' ? 'ended' : fields[19]
    return start === undefined ? undefined : `${boot}:${String(namespace)}/${String(pid)}:${start}`
  } catch {
    // A system that hides this: then only the lease tells.
    return undefined
  }
}
