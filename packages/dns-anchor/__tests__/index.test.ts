import * as dnsAnchor from '../src/index.js'

it('exports what is public and nothing else, or a consumer would come to rely on what may go', () => {
  expect(Object.keys(dnsAnchor).toSorted()).toEqual(['DnsAnchor', 'DnsAnchorError'])
})
