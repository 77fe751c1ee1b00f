import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { IssueAccreditationsArgs, ITrustRegistryIssuer } from '../../src/index.js'
import type { TAgent } from '@veramo/core-types'

/**
 * What a process does that tests kill: it waits, with all its code loaded, until it is told the file of its setup and its
 * batch; then it does what an operator's process does whenever it starts, finishes what was begun and asks for its batch
 * with the same key as before.
 */
export async function issueWhenTold(makeAgent: (setup: never) => Promise<TAgent<ITrustRegistryIssuer>>): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  say('ready')
  for await (const file of createInterface({ input: process.stdin })) {
    const { setup, batch } = JSON.parse(readFileSync(file, 'utf8')) as { setup: never; batch: IssueAccreditationsArgs }
    const agent = await makeAgent(setup)
    const { publications } = await agent.resumePublications({})
    const unfinished = publications.filter(({ state }) => state !== 'finished' && state !== 'found')
    say(`resumed ${publications.length} ${JSON.stringify(unfinished)}`)
    const { items } = await agent.issueAccreditations(batch)
    const [error] = items.flatMap((item) => item.error ?? [])
    say(`issued ${JSON.stringify(error ?? null)}`)
    process.exit(0)
  }
}
