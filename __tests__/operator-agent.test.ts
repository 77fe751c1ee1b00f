import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describeUnlessMissing, missingPostgres, startPostgres, type PostgresServer } from '@trustchains/test-kit'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = `${root}examples/national-registry/`

/** The sections of an agent's configuration, by their names. */
const sectionsOf = (file: string): Map<string, string> =>
  new Map(
    readFileSync(`${folder}${file}`, 'utf8')
      .split(/^(?=\w+:)/m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf(':')), section.trim()]),
  )

it('an operator who goes from trying out to production changes where keys and outbox are, and nothing else', () => {
  const [trial, production] = [sectionsOf('agent.yml'), sectionsOf('agent.postgres.yml')]
  expect(trial.size).toBeGreaterThan(10)
  expect([...production.keys()]).toEqual([...trial.keys()])
  const changed = [...trial.keys()].filter((name) => trial.get(name) !== production.get(name))
  expect(changed).toEqual(['dbConnection', 'trustRegistryIssuer'])
})

describeUnlessMissing(missingPostgres(), 'the agent for production', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  const secret = randomBytes(32).toString('hex')

  /** Makes the agent as the CLI does, in a process of its own, which has to end by itself, and executes methods one by one. */
  async function execute(calls: [method: string, args: object][]): Promise<unknown[]> {
    const script = `
      const { getAgent } = await import('@veramo/cli/build/setup')
      const agent = await getAgent(${JSON.stringify(`${folder}agent.postgres.yml`)})
      const results = []
      for (const [method, args] of ${JSON.stringify(calls)}) results.push(await agent.execute(method, args))
      console.log(JSON.stringify(results))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: root,
      env: {
        ...process.env,
        REGISTRY_DATABASE_URL: server.url,
        REGISTRY_SECRET_KEY: secret,
        REGISTRY_NETWORK: 'testnet',
        REGISTRY_RPC: 'http://127.0.0.1:1',
        REGISTRY_RESOLVER: 'http://127.0.0.1:1',
      },
    })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown[]
  }

  const createKeys = async (count: number): Promise<string[]> => {
    const keys = await execute(
      Array.from({ length: count }, () => ['keyManagerCreate', { kms: 'local', type: 'Ed25519' }]),
    )
    return keys.map((key) => (key as { kid: string }).kid)
  }

  it('loses no private key where processes make some at the same time, and has its outbox beside them', async () => {
    const [first] = await createKeys(1)
    const made = await Promise.all([createKeys(10), createKeys(10)])
    const kids = [first, ...made.flat()]
    expect(new Set(kids).size).toBe(21)
    const sign = (keyRef: string | undefined): [string, object] => [
      'keyManagerSign',
      { keyRef, algorithm: 'EdDSA', data: 'x', encoding: 'utf-8' },
    ]
    const [resumed, ...signatures] = await execute([['resumePublications', {}], ...kids.map(sign)])
    expect(signatures.filter((signature) => /^[\w-]{86}$/.test(String(signature)))).toHaveLength(21)
    expect(resumed).toEqual({ publications: [], ofOthers: 0 })
  }, 600_000)
})
