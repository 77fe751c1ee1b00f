import * as core from '../src/index.js'

it('exports what is public and nothing else, or a consumer would come to rely on what may go', () => {
  expect(Object.keys(core).toSorted()).toMatchInlineSnapshot(`
   [
     "KeyCache",
     "TrustChainError",
     "ValidationMemo",
     "chainTypes",
     "checkGuide",
     "clockSkewMs",
     "codeGuide",
     "decodeCredential",
     "defaultLimits",
     "formatDidUrl",
     "formatResourceReference",
     "formatTime",
     "genericTypes",
     "importVerificationMethod",
     "isWhatWasAsked",
     "kindOfType",
     "normalizeDid",
     "normalizeDidUrl",
     "parseDidUrl",
     "parseJson",
     "parseJsonObject",
     "parseResourceReference",
     "parseTime",
     "resolvePolicy",
     "statusListUrls",
     "validateChain",
     "validateDraft",
     "verifySignature",
   ]
  `)
})
