// Does what an operator's process does whenever it starts: finishes what was begun, then asks for its batch with the same
// key as before. Started by the test that kills it; waits, with all its code loaded, until it is told the file of the batch.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { IssueAccreditationsArgs } from '../../src/index.js'
import { makeIssuingAgent, type IssuingSetup } from './issuing-agent.js'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

say('ready')
for await (const file of createInterface({ input: process.stdin })) {
  const { setup, batch } = JSON.parse(readFileSync(file, 'utf8')) as {
    setup: IssuingSetup
    batch: IssueAccreditationsArgs
  }
  const agent = await makeIssuingAgent(setup)
  const { publications } = await agent.resumePublications({})
  const unfinished = publications.filter(({ state }) => state !== 'finished' && state !== 'found')
  say(`resumed ${publications.length} ${JSON.stringify(unfinished)}`)
  const { items } = await agent.issueAccreditations(batch)
  const [error] = items.flatMap((item) => item.error ?? [])
  say(`issued ${JSON.stringify(error ?? null)}`)
  process.exit(0)
}
