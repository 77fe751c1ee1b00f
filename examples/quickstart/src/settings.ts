import { fileURLToPath } from 'node:url'

/** The folder of this example. */
export const exampleFolder = fileURLToPath(new URL('..', import.meta.url))

/** Where the demo saves what you can go on with: the diploma, arguments for Veramo's CLI, the university's keys. */
export const outFolder = `${exampleFolder}out`

/** The ministry's domain. It is in no real DNS, so the demo has a name server of its own. */
export const ministryDomain = 'education.example'

/**
 * Encrypts the keys of this example's agents at rest. It is public, as in any example: for your own agent make one
 * with `veramo config create-secret-key` and take it from the environment.
 */
export const exampleSecretKey = '7a1cf12f5a8b4f4d9f0d4e0f6f0c2b9c1d3e5f60718293a4b5c6d7e8f9012345'
