import { join } from 'node:path'
import type { JsonObject } from '@trustchains/core'
import { DevLedger } from '@trustchains/dev-ledger'
import type { VerifiableCredential } from '@veramo/core-types'
import { newGenesisIssuer, processAgent, type ProcessAgent, type ProcessSetup } from './support/process-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

const publicResolver = 'https://resolver.cheqd.net'

/** What cheqd's plugin says of a status. */
interface CheqdCheck {
  status: number
  valid: boolean
}

// The lists are made, and read, by the cheqd plugin that cheqd Studio runs on (did-provider-cheqd 4.8). It
// knows but the public resolver; what it asks there, the development ledger answers.
describe('a status list that the cheqd plugin has made', () => {
  let ledger: DevLedger
  let setup: ProcessSetup
  let agent: ProcessAgent
  const { fetch: realFetch } = globalThis

  beforeAll(async () => {
    const issuer = newGenesisIssuer()
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: { dids: [issuer.genesis] } })
    setup = { ...issuer, ...ledger.urls, mnemonic: ledger.faucetMnemonic, outbox: join(temporaryFolder(), 'outbox') }
    agent = await processAgent(setup, false)
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      return realFetch(url.startsWith(publicResolver) ? url.replace(publicResolver, setup.resolver) : input, init)
    }
  }, 120_000)

  afterAll(async () => {
    globalThis.fetch = realFetch
    await ledger.close()
  })

  it('is changed by this plugin, and the cheqd plugin reads the change', async () => {
    const made = await agent.execute<object, { created: boolean }>('cheqdCreateStatusList', {
      args: {},
      kms: 'local',
      issuerDid: setup.did,
      statusListName: 'studio',
      statusPurpose: 'message',
      encrypted: false,
      statusSize: 2,
      statusListLength: 131_072,
      statusListEncoding: 'base64url',
      statusMessages: [
        { status: '0x0', message: 'valid' },
        { status: '0x1', message: 'revoked' },
        { status: '0x2', message: 'suspended' },
        { status: '0x3', message: 'unknown' },
      ],
    })
    expect(made.created).toBe(true)
    const list = `${publicResolver}/1.0/identifiers/${setup.did}?resourceName=studio&resourceType=BitstringStatusListCredential`
    const credentialStatus = {
      id: `${list}#65675`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'message',
      statusListIndex: '65675',
      statusListCredential: list,
      statusSize: 2,
    }
    const credential: VerifiableCredential = await agent.createVerifiableCredential({
      credential: {
        issuer: { id: setup.did },
        type: ['VerifiableCredential', 'Example'],
        credentialSubject: { id: 'did:example:holder', degree: 'MSc' },
        credentialStatus,
      },
      proofFormat: 'jwt',
    })
    const cheqdSays = async (): Promise<CheqdCheck> =>
      agent.execute<JsonObject, CheqdCheck>('cheqdCheckBitstringStatus', {
        args: {},
        credentialStatus,
        fetchList: true,
        dkgOptions: { chain: 'cheqdTestnet', network: 'datil-dev' },
      })
    expect((await agent.getStatus({ credential })).status).toBe('valid')
    expect(await cheqdSays()).toMatchObject({ status: 0, valid: true })
    await agent.suspendAccreditation({ credentials: [credential] })
    expect((await agent.getStatus({ credential })).status).toBe('suspended')
    expect(await cheqdSays()).toMatchObject({ status: 2, valid: false })
    await agent.revokeAccreditation({ credentials: [credential] })
    expect((await agent.getStatus({ credential })).status).toBe('revoked')
    expect(await cheqdSays()).toMatchObject({ status: 1, valid: false })
  }, 120_000)
})
