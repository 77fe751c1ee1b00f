// Issues a batch: started by the test that kills it.
import { readFileSync } from 'node:fs'
import './register-workspaces.mjs'

const { makeIssuingAgent } = await import('./issuing-agent.ts')
const { setup, batch } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const agent = await makeIssuingAgent(setup)
process.stdout.write('ready\n')
const { failed } = await agent.issueAccreditations(batch)
process.stdout.write(`done ${failed}\n`)
process.exit(0)
