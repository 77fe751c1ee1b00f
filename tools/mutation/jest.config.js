import { fileURLToPath } from 'node:url'
import base from '../../jest.config.js'

/**
 * Jest as mutation tests run it, from the root of the repository.
 * @type {import('jest').Config}
 */
export default {
  ...base,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testMatch: ['<rootDir>/tools/mutation/core.mutation.ts'],
  testEnvironment: fileURLToPath(new URL('stop-at-first-failure.js', import.meta.url)),
}
