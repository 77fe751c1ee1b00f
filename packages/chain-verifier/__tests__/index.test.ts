import * as publicNames from '../src/index.js'

describe('The package', () => {
  it('keeps the names that others import', () => {
    expect(Object.keys(publicNames).sort()).toEqual(['TrustChainVerifier', 'TrustChainVerifierError'])
  })

  it('offers the agent the methods of its interface, each with a schema', () => {
    const { methods, schema } = new publicNames.TrustChainVerifier()
    const names = [
      'checkIssuerAuthorization',
      'collectTrustChainEvidence',
      'explainTrustChain',
      'verifyPresentationTrustChains',
      'verifyTrustChain',
      'verifyTrustChainEvidence',
      'verifyTrustChains',
    ]
    expect(Object.keys(methods).sort()).toEqual(names)
    expect(Object.keys(schema.components.methods as object).sort()).toEqual(names)
  })
})
