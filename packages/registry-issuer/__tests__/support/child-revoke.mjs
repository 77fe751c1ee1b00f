// Revokes credentials in many calls at once: started by the test of several processes, which may kill it.
import { readFileSync } from 'node:fs'
import '../../../../tools/jest/register-sources.mjs'

const { processAgent } = await import('./process-agent.ts')
const { setup, calls } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const say = (text) => process.stdout.write(`${text}\n`)
const agent = await processAgent(setup)
say('ready')
await new Promise((resolve) => process.stdin.once('data', resolve))
await Promise.all(
  calls.map(async (credentials, index) => {
    try {
      const { changes } = await agent.revokeAccreditation({ credentials })
      say(`revoked ${index} ${changes.filter(({ status }) => status === 'revoked').length}`)
    } catch (error) {
      say(`failed ${index} ${error.code}: ${error.message}`)
    }
  }),
)
process.exit(0)
