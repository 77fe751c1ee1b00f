import { randomBytes, randomUUID } from 'node:crypto'
import { faucetMnemonic } from '@trustchains/dev-ledger'
import { freePorts } from '@trustchains/test-kit'
import { meets, type Result } from '../measure/result.js'
import { issuingAgent } from '../setup/issuing-agent.js'
import { startLedger } from '../setup/ledger-process.js'

const bound = { at: 'least', value: 0.8 } as const
const variable = 'BENCH_PAYER_MNEMONIC'
/** Items of one call of the plugin. */
const batchSize = 500

/**
 * Resources of the size of an accreditation published by the publisher alone: signatures of the DID and of the payer, fees,
 * sequence numbers and waiting for the blocks included, against the ledger's own pace as below.
 */
export async function measurePublishing(count: number): Promise<Result> {
  process.env[variable] = faucetMnemonic
  const [port] = await freePorts(1)
  const rpcUrl = `http://127.0.0.1:${String(port)}`
  const { agent, did, genesisDid, publisher } = await issuingAgent(rpcUrl, variable)
  const genesis = { dids: [genesisDid] }
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
  const first = await startLedger(port, genesis)
  let published: { ms: number; txs: string[]; fees: bigint }
  try {
    const started = performance.now()
    const outcomes = await publisher.publishMany(resources, { agent } as never)
    const ms = performance.now() - started
    const failed = outcomes.find(({ state }) => state !== 'published')
    if (failed !== undefined) throw new Error(failed.message)
    published = { ms, ...(await transactions(rpcUrl)) }
  } finally {
    await first.stop()
  }
  const own = await replay(port, genesis, published.txs, 0)
  return row(`${count.toLocaleString('en')} resources published`, count, published, published.txs.length, own)
}

/**
 * Accreditations issued in batches, checks, signatures, outbox and reading back included, against the ledger's own pace: the
 * very same transactions handed to another ledger of the same genesis, signed already, each as soon as the one before is in
 * a block. Both ledgers are processes of their own, and have their log on the disk.
 */
export async function measureIssuing(count: number): Promise<Result> {
  process.env[variable] = faucetMnemonic
  const [port] = await freePorts(1)
  const rpcUrl = `http://127.0.0.1:${String(port)}`
  const { agent, did, genesisDid } = await issuingAgent(rpcUrl, variable)
  const genesis = { dids: [genesisDid] }
  const first = await startLedger(port, genesis)
  let issuing: { ms: number; before: number; txs: string[]; fees: bigint }
  try {
    const accreditedFor = [
      { schemaId: `${did}?resourceName=Diploma&resourceType=JSONSchemaValidator2020`, types: ['DiplomaCredential'] },
    ]
    const root = await agent.issueRootAuthorization({
      issuer: did,
      name: 'root',
      accreditedFor,
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Framework',
    })
    const before = (await transactions(rpcUrl)).txs.length
    const accreditations = Array.from({ length: count }, (_, index) => ({
      kind: 'accredit' as const,
      issuer: did,
      subject: `did:web:organisation-${String(index)}.example`,
      name: `organisation-${String(index)}`,
      accreditedFor,
      parentAccreditation: root.didUrls.pinned,
      rootAuthorization: root.didUrls.pinned,
    }))
    const started = performance.now()
    for (let at = 0; at < count; at += batchSize) {
      const { failed, items } = await agent.issueAccreditations({
        accreditations: accreditations.slice(at, at + batchSize),
      })
      if (failed > 0) throw new Error(items.find(({ error }) => error !== undefined)?.error?.message)
    }
    const ms = performance.now() - started
    issuing = { ms, before, ...(await transactions(rpcUrl, before)) }
  } finally {
    await first.stop()
  }
  const own = await replay(port, genesis, issuing.txs, issuing.before)
  const sent = issuing.txs.length - issuing.before
  return row(`${count.toLocaleString('en')} accreditations issued`, count, issuing, sent, own)
}

function row(
  what: string,
  count: number,
  { ms, fees }: { ms: number; fees: bigint },
  sent: number,
  own: number,
): Result {
  const value = own / ms
  const perSecond = (time: number): string => ((count * 1000) / time).toFixed(0)
  return {
    what: `${what}: pace ÷ the ledger's own for the same transactions, signed before`,
    value,
    unit: 'times',
    bound,
    met: meets(value, bound) === true,
    note:
      `${(ms / 1000).toFixed(1)} s (${perSecond(ms)} a second) in ${String(sent)} transactions, ` +
      `fees ${(Number(fees) / 1e9).toFixed(0)} CHEQ; the ledger alone ${(own / 1000).toFixed(1)} s (${perSecond(own)} a second)`,
  }
}

interface RpcTx {
  tx: string
  tx_result: { events: { type: string; attributes: { key: string; value: string }[] }[] }
}

async function call<T>(url: string, method: string, params: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as { result?: T; error?: { message: string } }
  if (result === undefined) throw new Error(`${method}: ${error?.message ?? ''}`)
  return result
}

/** The transactions of all blocks, in order, and the fees of those behind the first so many. */
async function transactions(url: string, after = 0): Promise<{ txs: string[]; fees: bigint }> {
  const { sync_info: info } = await call<{ sync_info: { latest_block_height: string } }>(url, 'status', {})
  const found: RpcTx[] = []
  for (let height = 2; height <= Number(info.latest_block_height); height += 1) {
    const { txs } = await call<{ txs: RpcTx[] }>(url, 'tx_search', {
      query: `tx.height=${String(height)}`,
      per_page: '100',
    })
    found.push(...txs)
  }
  const fees = found
    .slice(after)
    .flatMap(({ tx_result: { events } }) => events.filter(({ type }) => type === 'tx'))
    .flatMap(({ attributes }) => attributes.filter(({ key }) => key === 'fee'))
    .reduce((sum, { value }) => sum + BigInt(value.replace('ncheq', '')), 0n)
  return { txs: found.map(({ tx }) => tx), fees }
}

/** Milliseconds that a ledger takes for transactions, those before them handed in beforehand. */
async function replay(port: number, genesis: object, txs: readonly string[], before: number): Promise<number> {
  const url = `http://127.0.0.1:${String(port)}`
  const ledger = await startLedger(port, genesis)
  try {
    const hand = async (tx: string): Promise<void> => {
      const { code } = await call<{ code: number }>(url, 'broadcast_tx_sync', { tx })
      if (code !== 0) throw new Error(`the ledger refused a transaction: ${String(code)}`)
    }
    for (const tx of txs.slice(0, before)) await hand(tx)
    const started = performance.now()
    for (const tx of txs.slice(before)) await hand(tx)
    return performance.now() - started
  } finally {
    await ledger.stop()
  }
}
