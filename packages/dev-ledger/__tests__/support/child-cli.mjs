import './register-sources.mjs'

await import('../../src/bin.ts')
