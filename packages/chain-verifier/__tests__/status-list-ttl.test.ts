import { gzipSync } from 'node:zlib'
import { jest } from '@jest/globals'
import type { TrustChainReport } from '@trustchains/core'
import {
  describeWithPrograms,
  mintChain,
  selfSigned,
  TlsServer,
  type CredentialDraft,
  type MintedChain,
} from '@trustchains/test-kit'
import { makeAgent, type VerifierAgent } from './support/make-agent.js'

const second = 1000
const never = '2099-01-01T00:00:00Z'
const validUntil = { root: never, a1: never, a2: never, leaf: never }
const listUrl = (did: string): string => `${did}?resourceName=list&resourceType=BitstringStatusListCredential`
const entry = (list: string): object => ({
  id: `${list}#9`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '9',
  statusListCredential: list,
})

/** A status list that may be kept for ten seconds. */
function publishList(chain: MintedChain, created: string, revoked: boolean): void {
  const issuer = chain.did('p1')
  const bits = Buffer.alloc(16_384)
  if (revoked) bits[1] = 0b0100_0000
  chain.world.publish({
    collection: issuer,
    id: `00000000-0000-4000-8000-${created.replace(/\D/g, '').slice(2)}`,
    name: 'list',
    type: 'BitstringStatusListCredential',
    created,
    content: JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer,
      credentialSubject: {
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        ttl: 10 * second,
        encodedList: `u${gzipSync(bits).toString('base64url')}`,
      },
    }),
  })
}

/** A chain of today whose last accreditation has a status in a list of p1. */
function chainWithList(): MintedChain {
  const tamper = {
    a2: {
      payload: (draft: CredentialDraft, { did }: Pick<MintedChain, 'did'>): void => {
        draft.credentialStatus = entry(listUrl(did('p1')))
      },
    },
  }
  const chain = mintChain({ validUntil, tamper })
  publishList(chain, '2026-01-10T00:00:00Z', false)
  return chain
}

/** A leaf that names the status list of its issuer's accreditation as if it were an accreditation too. */
const leafNaming = (chain: MintedChain, list: string): string =>
  chain.reissue('leaf', {
    created: chain.at,
    payload: (draft) => {
      const [terms] = [draft.termsOfUse].flat()
      draft.termsOfUse = [terms, { ...terms, parentAccreditation: list }] as never
    },
  }).token

const verify = (agent: VerifierAgent, chain: MintedChain, credential: string): Promise<TrustChainReport> =>
  agent.verifyTrustChain({ credential, policy: chain.policy })
const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code, link }) => `${code} ${String(link)}`)

let clock = 0
beforeEach(() => {
  clock = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('A status list that says how long it may be kept', () => {
  it('is read anew after that, also for a leaf that names it as an accreditation: its issuer is revoked', async () => {
    const chain = chainWithList()
    const evil = leafNaming(chain, listUrl(chain.did('p1')))
    const agent = makeAgent(chain.world)
    expect((await verify(agent, chain, chain.leaf)).verdict).toBe('trusted')
    publishList(chain, '2026-06-02T00:00:00Z', true)
    clock += 200 * second
    for (const credential of [evil, evil, chain.leaf, evil]) {
      const report = await verify(agent, chain, credential)
      expect([report.verdict, codes(report)]).toEqual(['untrusted', ['revoked 1']])
    }
  })

  it('is read anew for one leaf, whatever another one that is verified at the same time names it as', async () => {
    const chain = chainWithList()
    const evil = leafNaming(chain, listUrl(chain.did('p1')))
    const agent = makeAgent(chain.world)
    await verify(agent, chain, evil)
    publishList(chain, '2026-06-02T00:00:00Z', true)
    clock += 200 * second
    const reports = await Promise.all([evil, chain.leaf].map((credential) => verify(agent, chain, credential)))
    expect(reports.map(codes)).toEqual([['revoked 1'], ['revoked 1']])
  })

  it('is not read anew before that: everybody would ask for it every time', async () => {
    const chain = chainWithList()
    const evil = leafNaming(chain, listUrl(chain.did('p1')))
    const agent = makeAgent(chain.world)
    await verify(agent, chain, evil)
    chain.world.resetCalls()
    clock += 9 * second
    expect((await verify(agent, chain, chain.leaf)).verdict).toBe('trusted')
    expect(chain.world.calls).toEqual([])
  })
})

describeWithPrograms(['openssl'], 'A status list on the web', () => {
  it('is read as such, also where the leaf names it as an accreditation, which are read from no web server', async () => {
    const identity = selfSigned('DNS:localhost')
    const json = { 'content-type': 'application/json' }
    const server = await TlsServer.start(identity, (_request, response) => void response.writeHead(200, json).end('{}'))
    try {
      const host = `localhost:${String(server.port)}`
      const list = `https://${host}/list`
      const tamper = { a2: { payload: (draft: CredentialDraft) => void (draft.credentialStatus = entry(list)) } }
      const chain = mintChain({ validUntil, tamper })
      const https = { allowedHosts: [host], allowLoopback: true, ca: identity.cert }
      const agent = makeAgent(chain.world, { sources: { resources: chain.world.toDereferencer(), https } })
      const { resources, statusLists } = await agent.collectTrustChainEvidence({ credential: leafNaming(chain, list) })
      expect(statusLists).toMatchObject([{ url: list, content: Buffer.from('{}').toString('base64') }])
      expect(resources.find(({ url }) => url === list)).toMatchObject({ error: { code: 'invalid' } })
    } finally {
      await server.close()
    }
  })
})
