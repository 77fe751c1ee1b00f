import * as publicApi from '../src/index.js'

it('what a user imports stays where it is', () => {
  expect(Object.keys(publicApi).sort()).toEqual([
    'Coalescer',
    'GuardedHttps',
    'WebResourcesError',
    'combineDereferencers',
    'createWebDereferencer',
    'defaultLimits',
    'indexFile',
    'indexSigningInput',
    'indexType',
    'readIndex',
    'resourcesFolder',
    'webLocation',
  ])
})
