import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer } from 'cheqd-did-resolver'
import { LmdbOutboxStore } from '../src/index.js'
import { assignEntry } from '../src/status/assign-entry.js'
import { statusEntry } from '../src/status/list-evidence.js'
import { newGenesisIssuer, processAgent, type ProcessAgent, type ProcessSetup } from './support/process-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

const childScript = fileURLToPath(new URL('support/child-revoke.mjs', import.meta.url))

/** A process that revokes, and what it has said. */
class Child {
  readonly lines: string[] = []
  readonly process: ChildProcess
  private rest = ''

  constructor(path: string) {
    this.process = spawn(process.execPath, [childScript, path], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.process.stdout?.on('data', (data: Buffer) => {
      const lines = `${this.rest}${data.toString()}`.split('\n')
      this.rest = lines.pop() ?? ''
      this.lines.push(...lines)
      this.process.emit('line')
    })
    this.process.stderr?.on('data', (data: Buffer) => {
      if (!data.toString().includes('Warning')) this.lines.push(`stderr ${data.toString()}`)
    })
  }

  async until(isIt: (line: string) => boolean): Promise<void> {
    while (!this.lines.some(isIt)) {
      if (this.process.exitCode !== null) throw new Error(`it ended: ${this.lines.join('\n')}`)
      await Promise.race([once(this.process, 'line'), once(this.process, 'exit')])
    }
  }

  start(): void {
    this.process.stdin?.write('go\n')
  }

  async ended(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit')
  }
}

describe('processes that share an outbox store', () => {
  let ledger: DevLedger
  let setup: ProcessSetup
  let agent: ProcessAgent
  let list: string

  beforeAll(async () => {
    const issuer = newGenesisIssuer()
    ledger = await DevLedger.start({
      rpcPort: 0,
      grpcPort: 0,
      resolverPort: 0,
      import: { dids: [issuer.genesis] },
    })
    setup = { ...issuer, ...ledger.urls, mnemonic: ledger.faucetMnemonic, outbox: join(temporaryFolder(), 'outbox') }
    agent = await processAgent(setup)
    const { didUrls } = await agent.createStatusList({ issuer: setup.did, purpose: 'revocation' })
    list = didUrls.latest
  }, 120_000)

  afterAll(() => ledger.close())

  /** Credentials with places in the list, in groups of a size. */
  const issue = async (groups: number, size: number): Promise<string[][]> => {
    const store = new LmdbOutboxStore({ path: setup.outbox })
    const empty = { bits: new Uint8Array(16_384), size: 1 }
    const one = async (): Promise<string> => {
      const index = (await assignEntry(store, list, empty)) ?? -1
      const { proof } = await agent.createVerifiableCredential({
        credential: {
          issuer: { id: setup.did },
          type: ['VerifiableCredential', 'Example'],
          credentialSubject: { id: 'did:example:holder', place: index },
          credentialStatus: statusEntry({ url: list }, { form: 'bitstring', size: 1 }, 'revocation', index) as never,
        },
        proofFormat: 'jwt',
      })
      return String(proof.jwt)
    }
    const issued: string[][] = []
    for (let group = 0; group < groups; group += 1) {
      issued.push(await Promise.all(Array.from({ length: size }, one)))
    }
    await store.close()
    return issued
  }

  const startChild = async (calls: string[][]): Promise<Child> => {
    const path = join(temporaryFolder(), 'child.json')
    const { mnemonic } = await ledger.createPayer()
    writeFileSync(path, JSON.stringify({ setup: { ...setup, mnemonic }, calls }))
    const child = new Child(path)
    await child.until((line) => line === 'ready')
    return child
  }

  const statusOf = async (credential: string): Promise<string> => (await agent.getStatus({ credential })).status

  const versions = async (): Promise<number> =>
    (await createDereferencer({ testnet: { resolverUrl: setup.resolver } }).listResources(setup.did)).length

  it('revoke 500 different entries of one list at the same time, and all 500 are revoked', async () => {
    const calls = await issue(20, 25)
    const others = await issue(1, 10)
    const before = await versions()
    const children = await Promise.all([startChild(calls.slice(0, 10)), startChild(calls.slice(10))])
    for (const child of children) child.start()
    await Promise.all(children.map((child) => child.ended()))
    for (const { lines } of children) {
      const expected = Array.from({ length: 10 }, (_, index) => `revoked ${String(index)} 25`)
      expect(lines.filter((line) => line !== 'ready').toSorted()).toEqual(expected.toSorted())
    }
    const statuses = await Promise.all(calls.flat().map(statusOf))
    expect(statuses.filter((status) => status === 'revoked')).toHaveLength(500)
    expect(await Promise.all(others.flat().map(statusOf))).toEqual(others.flat().map(() => 'valid'))
    // Twenty calls of two processes share a few transactions: what waits goes together.
    expect((await versions()) - before).toBeLessThanOrEqual(6)
  }, 180_000)

  it('that are killed lose no change: what was acknowledged is there, and resuming brings the rest', async () => {
    const store = new LmdbOutboxStore({ path: setup.outbox })
    const pending = async (): Promise<number[]> => {
      const records = await store.list('status/pending/')
      return records.map(({ value }) => (JSON.parse(value) as { index: number }).index)
    }
    // From the moment in which changes are written down, over signing and the 3 s of a transaction, to the end.
    let owedInAll = 0
    for (const moment of [60, 900, 3000]) {
      const calls = await issue(4, 5)
      const untouched = (await issue(1, 3)).flat()
      const child = await startChild(calls)
      child.start()
      await new Promise((resolve) => setTimeout(resolve, moment))
      child.process.kill('SIGKILL')
      await child.ended()
      const acknowledged = child.lines.flatMap((line) => {
        const [, index] = /^revoked (\d+) 5$/.exec(line) ?? []
        return index === undefined ? [] : (calls[Number(index)] ?? [])
      })
      expect(await Promise.all(acknowledged.map(statusOf))).toEqual(acknowledged.map(() => 'revoked'))
      const owed = await pending()
      owedInAll += owed.length
      const { publications } = await agent.resumePublications({})
      expect(publications.map(({ state }) => state)).toEqual(publications.map(() => 'finished'))
      expect(await store.list('status/pending/')).toEqual([])
      expect(await store.list('status/sent/')).toEqual([])
      for (const call of calls) {
        const statuses = await Promise.all(call.map(statusOf))
        const [first] = statuses
        // A call is written down whole or not at all.
        expect(statuses).toEqual(call.map(() => first))
      }
      const written = calls.flat().filter((credential) => owed.includes(placeOf(credential)))
      expect(await Promise.all(written.map(statusOf))).toEqual(written.map(() => 'revoked'))
      expect(await Promise.all(untouched.map(statusOf))).toEqual(untouched.map(() => 'valid'))
    }
    // Else the processes were killed too early or too late for this test to tell anything.
    expect(owedInAll).toBeGreaterThan(0)
    await store.close()
  }, 240_000)
})

/** The place in the list that a credential was given. */
function placeOf(jwt: string): number {
  const { vc } = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as {
    vc: { credentialSubject: { place: number } }
  }
  return vc.credentialSubject.place
}
