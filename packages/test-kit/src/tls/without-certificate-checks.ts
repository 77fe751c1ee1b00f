import { runInThisContext } from 'node:vm'

/**
 * Runs something in a process that verifies no certificates unless told to (`NODE_TLS_REJECT_UNAUTHORIZED=0`), as some
 * operators leave it. Jest gives tests a copy of the environment, which Node's own modules never read; this changes the
 * one that they do.
 */
export async function withoutCertificateChecks<T>(run: () => Promise<T>): Promise<T> {
  const { env } = runInThisContext('process') as NodeJS.Process
  const before = env.NODE_TLS_REJECT_UNAUTHORIZED
  env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  try {
    return await run()
  } finally {
    if (before === undefined) delete env.NODE_TLS_REJECT_UNAUTHORIZED
    else env.NODE_TLS_REJECT_UNAUTHORIZED = before
  }
}
