import { decodeCredential } from '../src/index.js'
import { decodeBase64Url } from '../src/decode/decode-base64url.js'
import { attestation, claimsOf, tokenOf } from './support/token.js'

describe('base64url, strictly: a second spelling of a token would pass as another token with the same signature', () => {
  it.each([
    ['', ''],
    ['AA', '00'],
    ['AAA', '0000'],
    ['AAAA', '000000'],
    ['_-8', 'ffef'],
    ['-_-_', 'fbffbf'],
  ])('%j is read', (text, hex) => {
    expect(decodeBase64Url(text)?.toString('hex')).toBe(hex)
  })

  it.each([
    ['padding', 'AA=='],
    ['one character too many', 'AAAAA'],
    ['bits left over after one byte', 'AB'],
    ['bits left over after two bytes', 'AAB'],
    ['the alphabet of base64', '+/8='],
    ['a plus', '+A'],
    ['white space', 'AA AA'],
    ['a line break', 'AAAA\n'],
    ['a NUL', 'AA\0A'],
    ['a letter beyond ASCII', 'AAÄA'],
    ['a percent escape', 'AA%3D'],
  ])('%s is refused', (_name, text) => {
    expect(decodeBase64Url(text)).toBeUndefined()
  })

  it('all 64 last characters of a signature but the canonical ones are refused', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const read = Array.from(alphabet).filter((last) => decodeBase64Url(`${'A'.repeat(85)}${last}`) !== undefined)
    expect(read).toEqual(['A', 'Q', 'g', 'w'])
  })

  const token = tokenOf(JSON.stringify(claimsOf(attestation())))
  it.each([
    ['padding in the header', token.replace('.', '=.')],
    ['padding in the payload', token.replace(/\.(?=[^.]*$)/, '=.')],
    ['padding in the signature', `${token}==`],
    ['white space inside', `${token.slice(0, 50)} ${token.slice(50)}`],
    ['a fourth part', `${token}.AA`],
    ['two parts', token.slice(0, token.lastIndexOf('.'))],
    ['no part', '..'],
    ['one part', 'AAAA'],
    ['an SD-JWT', `${token}~WyJzYWx0IiwiYSIsImIiXQ~`],
    ['a JWE', 'AA.AA.AA.AA.AA'],
    ['a header that is no JSON', `AAAA.${token.slice(token.indexOf('.') + 1)}`],
    ['a header that is a list', tokenOf(JSON.stringify(claimsOf(attestation())), '[]')],
    ['a payload that is a list', tokenOf('[]')],
    ['a payload that is null', tokenOf('null')],
    ['a payload that begins with a BOM', tokenOf(`\ufeff${JSON.stringify(claimsOf(attestation()))}`)],
    [
      'a payload that is no UTF-8',
      token.replace(/\.[^.]*\./, `.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.`),
    ],
  ])('a token with %s is malformed', (_name, text) => {
    expect(decodeCredential(text)).toEqual({ faults: [expect.objectContaining({ status: 'fail', code: 'malformed' })] })
  })

  it('white space around a token is not part of it', () => {
    expect(decodeCredential(` ${token}\n`)).toEqual(decodeCredential(token))
    expect(decodeCredential(token).faults).toEqual([])
  })
})
