import { randomBytes, randomUUID } from 'node:crypto'
import { faucetMnemonic } from '@trustchains/dev-ledger'
import { freePorts } from '@trustchains/test-kit'
import { meets, type Result } from '../measure/result.js'
import { issuingAgent, type IssuingSetup } from '../setup/issuing-agent.js'
import { startLedger } from '../setup/ledger-process.js'
import { handIn, readTransactions } from '../setup/ledger-rpc.js'

const bound = { at: 'least', value: 0.8 } as const
const variable = 'BENCH_PAYER_MNEMONIC'
/** Items of one call of the plugin. */
const batchSize = 500

/** What is put on a ledger, by which {@link measurePace} is measured. */
interface Work {
  /** For the row, in the past tense. */
  what: string
  /** What is not measured. */
  prepare?: () => Promise<void>
  run: () => Promise<void>
}

/**
 * Resources of the size of an accreditation published by the publisher alone: signatures of the DID and of the payer, fees,
 * sequence numbers and waiting for the blocks included.
 *
 * @param blockSeconds - between blocks; 0: a block for each transaction at once
 */
export function measurePublishing(count: number, blockSeconds: number): Promise<Result> {
  return measurePace(count, blockSeconds, ({ agent, did, publisher }) => ({
    what: `${count.toLocaleString('en')} resources published`,
    run: async () => {
      const resources = Array.from({ length: count }, (_, index) => ({
        did,
        resourceId: randomUUID(),
        name: `organisation-${String(index)}`,
        version: '1',
        type: 'VerifiableAccreditationToAccredit',
        data: Buffer.from(JSON.stringify({ text: randomBytes(900).toString('hex') })),
        mediaType: 'application/json',
        kms: 'local',
      }))
      const outcomes = await publisher.publishMany(resources, { agent } as never)
      const failed = outcomes.find(({ state }) => state !== 'published')
      if (failed !== undefined) throw new Error(failed.message)
    },
  }))
}

/**
 * Accreditations issued in batches, checks, signatures, outbox and reading back included.
 *
 * @param blockSeconds - as of {@link measurePublishing}
 */
export function measureIssuing(count: number, blockSeconds: number): Promise<Result> {
  return measurePace(count, blockSeconds, ({ agent, did }) => {
    const schemaId = `${did}?resourceName=Diploma&resourceType=JSONSchemaValidator2020`
    const accreditedFor = [{ schemaId, types: ['DiplomaCredential'] }]
    let rootAuthorization = ''
    return {
      what: `${count.toLocaleString('en')} accreditations issued`,
      prepare: async () => {
        const root = await agent.issueRootAuthorization({
          issuer: did,
          name: 'root',
          accreditedFor,
          trustFramework: 'https://example.org/governance',
          trustFrameworkId: 'Framework',
        })
        rootAuthorization = root.didUrls.pinned
      },
      run: async () => {
        const accreditations = Array.from({ length: count }, (_, index) => ({
          kind: 'accredit' as const,
          issuer: did,
          subject: `did:web:organisation-${String(index)}.example`,
          name: `organisation-${String(index)}`,
          accreditedFor,
          parentAccreditation: rootAuthorization,
          rootAuthorization,
        }))
        for (let at = 0; at < count; at += batchSize) {
          const batch = { accreditations: accreditations.slice(at, at + batchSize) }
          const { failed, items } = await agent.issueAccreditations(batch)
          if (failed > 0) throw new Error(items.find(({ error }) => error !== undefined)?.error?.message)
        }
      },
    }
  })
}

/**
 * Some work against the ledger's own pace: the very same transactions, signed already, handed in to another ledger of the same
 * genesis without waiting for blocks, until the last is in one. Both ledgers are processes of their own, have their log on
 * the disk, and put into a block what fits its gas.
 */
async function measurePace(
  count: number,
  blockSeconds: number,
  workOf: (setup: IssuingSetup) => Work,
): Promise<Result> {
  process.env[variable] = faucetMnemonic
  const [port] = await freePorts(1)
  const rpcUrl = `http://127.0.0.1:${String(port)}`
  const setup = await issuingAgent(rpcUrl, variable)
  const genesis = { dids: [setup.genesisDid] }
  const work = workOf(setup)
  const withLedger = async <T>(run: () => Promise<T>): Promise<T> => {
    const ledger = await startLedger(port, genesis, blockSeconds)
    try {
      return await run()
    } finally {
      await ledger.stop()
    }
  }
  const { before, ms, sent } = await withLedger(async () => {
    await work.prepare?.()
    const before = await readTransactions(rpcUrl)
    const ms = await timed(() => work.run())
    return { before, ms, sent: await readTransactions(rpcUrl, before.txs.length) }
  })
  const { own, blocks } = await withLedger(async () => {
    await handIn(rpcUrl, before.txs)
    const own = await timed(() => handIn(rpcUrl, sent.txs))
    return { own, blocks: (await readTransactions(rpcUrl, before.txs.length)).blocks }
  })
  const value = own / ms
  const pace = (time: number, inBlocks: number): string =>
    `${(time / 1000).toFixed(1)} s (${((count * 1000) / time).toFixed(0)} a second) in ${String(inBlocks)} blocks`
  const fewest = Math.ceil(count / sent.mostMessages)
  return {
    what: `${work.what}, ${blocksOf(blockSeconds)}: the ledger's own time for the same signed transactions ÷ ours`,
    value,
    unit: 'times',
    bound,
    met: meets(value, bound) === true,
    note:
      `${pace(ms, sent.blocks)} and ${String(sent.txs.length)} transactions (${String(fewest)} if all were full), ` +
      `fees ${(Number(sent.fees) / 1e9).toFixed(0)} CHEQ; the ledger alone ${pace(own, blocks)}`,
  }
}

const blocksOf = (seconds: number): string =>
  seconds === 0 ? 'each transaction a block at once' : `a block every ${String(seconds)} s`

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}
