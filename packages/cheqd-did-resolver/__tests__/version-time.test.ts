import { formatSeconds, parseVersionTime } from '../src/did/version-time.js'

describe('parseVersionTime reads every layout that the did:cheqd resolver reads', () => {
  it.each([
    '2023-01-25T12:08:40Z',
    '2023-01-25T12:08:40.999999999Z',
    '2023-01-25T14:08:40+02:00',
    '2023-01-25T06:38:40-05:30',
    '2023-01-25 12:08:40',
    'Wed Jan 25 12:08:40 2023',
    'Wed Jan 25 12:08:40 UTC 2023',
    'Wed Jan 25 12:08:40 +0000 2023',
    '25 Jan 23 12:08:40 UTC',
    'Wednesday, 25-Jan-23 12:08:40 UTC',
    'Wed, 25 Jan 2023 12:08:40 GMT',
    'Wed, 25 Jan 2023 13:08:40 +0100',
    "01/25 12:08:40PM '23 +0000",
  ])('%s', (text) => {
    expect(formatSeconds(parseVersionTime(text) as number)).toBe('2023-01-25T12:08:40Z')
  })

  it.each([
    ['2023-01-25', '2023-01-25T00:00:00Z'],
    ["01/25 12:08:40AM '23 +0000", '2023-01-25T00:08:40Z'],
    ['02 Mar 99 10:00 UTC', '1999-03-02T10:00:00Z'],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00Z'],
  ])('%s is %s', (text, time) => {
    expect(formatSeconds(parseVersionTime(text) as number)).toBe(time)
  })

  it.each([
    '',
    'xyz',
    '2023-02-30T00:00:00Z',
    '2023-13-01',
    '2023-01-25T24:00:00Z',
    '2023-01-25T12:60:00Z',
    '2023-01-25T12:08:40',
    '2023-01-25T12:08:40 00:00',
    // Somewhere in Asia, or in the Americas, or in Ireland.
    'Wed, 25 Jan 2023 12:08:40 IST',
    '1674648520',
    '1'.repeat(100_000),
  ])('%s is no time', (text) => {
    expect(parseVersionTime(text)).toBeUndefined()
  })
})
