import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BatchWorld } from './batch-world.js'
import { makeWebIssuer, makeWebIssuingAgent } from './web-issuing-agent.js'
import { WebWorld } from './web-world.js'

/**
 * A web server that shows a folder into which processes publish batches, until they are killed.
 *
 * @param folder - for the outbox and the batches
 * @param batches - most that are made
 */
export async function startKillWeb(folder: string, batches: number): Promise<{ world: BatchWorld; web: WebWorld }> {
  const web = await WebWorld.start()
  const issuers = Array.from({ length: 3 + batches }, (_, index) => {
    const { document, ...issuer } = makeWebIssuer(web.did(`issuer-${index}`))
    const path = web.fileOf(issuer.did, 'did.json')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(document))
    return issuer
  })
  const setup = { issuers, folder: web.folder, host: web.host, ca: web.ca, outbox: join(folder, 'outbox') }
  const world = await BatchWorld.start(await makeWebIssuingAgent(setup), web.reader(), setup)
  return { world, web }
}
