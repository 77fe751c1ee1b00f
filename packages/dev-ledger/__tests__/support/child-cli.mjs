import '../../../../tools/jest/register-sources.mjs'

await import('../../src/bin.ts')
