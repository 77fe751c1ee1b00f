import { missingPrograms } from './dns-world.js'

/** `describe`, or a visible `describe.skip` where the name servers are not installed outside CI. */
export const describeWithServers: typeof describe =
  missingPrograms.length === 0 || process.env.CI !== undefined ? describe : describe.skip
