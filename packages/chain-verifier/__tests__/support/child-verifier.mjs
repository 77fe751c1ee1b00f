// A verifier in a process of its own, with a shared store: verifies one credential, prints the verdict and what it asked.
import '../../../../tools/jest/register-sources.mjs'

const { makeAgent } = await import('./make-agent.ts')
const { World } = await import('@trustchains/test-kit')
const { default: Keyv } = await import('keyv')
const { default: KeyvRedis } = await import('@keyv/redis')

let input = ''
for await (const chunk of process.stdin) input += String(chunk)
const { data, credential, policy, redis } = JSON.parse(input)
const world = new World(data)
const agent = makeAgent(world, { cache: { store: new Keyv(new KeyvRedis(redis)), storeTimeoutMs: 5000 } })
const report = await agent.verifyTrustChain({ credential, policy, includeEvidence: true })
const { resources, didDocuments } = report.evidence
const sources = [...new Set([...resources, ...didDocuments].map(({ source }) => source))]
process.stdout.write(JSON.stringify({ verdict: report.verdict, asked: world.calls.length, sources }))
process.exit(0)
