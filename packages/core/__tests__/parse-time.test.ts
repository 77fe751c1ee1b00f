import fc from 'fast-check'
import { formatTime, parseTime } from '../src/index.js'
import { isFormatted } from '../src/parse-time.js'

describe('RFC 3339, strictly: a time that is read as another would make the expired valid', () => {
  it.each([
    ['2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    ['2026-06-01t00:00:00z', '2026-06-01T00:00:00Z'],
    ['2026-06-01T02:00:00+02:00', '2026-06-01T00:00:00Z'],
    ['2026-05-31T23:30:00-00:30', '2026-06-01T00:00:00Z'],
    ['2026-06-01T00:00:00-00:00', '2026-06-01T00:00:00Z'],
    ['2026-06-01T00:00:00.5Z', '2026-06-01T00:00:00.500Z'],
    ['2026-06-01T00:00:00.123456789Z', '2026-06-01T00:00:00.123Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('%s', (text, normal) => {
    const ms = parseTime(text)
    expect(ms === undefined ? undefined : formatTime(ms)).toBe(normal)
  })

  it.each([
    '',
    '2026',
    '2026-06-01',
    '2026-06-01T00:00Z',
    '2026-06-01T00:00:00',
    '2026-06-01 00:00:00Z',
    '2026-6-1T0:0:0Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-06-00T00:00:00Z',
    '2026-06-31T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-06-01T24:00:00Z',
    '2026-06-01T25:00:00Z',
    '2026-06-01T00:60:00Z',
    '2026-06-01T00:00:60Z',
    '2026-06-01T00:00:00+24:00',
    '2026-06-01T00:00:00+02:60',
    '2026-06-01T00:00:00+0200',
    '2026-06-01T00:00:00,5Z',
    '2026-06-01T00:00:00.Z',
    '2026-06-01T00:00:00.1234567890Z',
    '+002026-06-01T00:00:00Z',
    '-000001-06-01T00:00:00Z',
    '12026-06-01T00:00:00Z',
    ' 2026-06-01T00:00:00Z',
    '2026-06-01T00:00:00Z ',
    '2026-06-01T00:00:00Z\n',
    '٢٠٢٦-06-01T00:00:00Z',
    '1780272000',
    'now',
    'Mon, 01 Jun 2026 00:00:00 GMT',
  ])('%j is none', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  // A lower-case t and z are read another way: by regular expression and by Date.parse.
  const otherWay = (text: string): number | undefined => parseTime(text.toLowerCase())

  it('the usual form is read as any other, digit by digit', () => {
    const digits = fc.constantFrom(...Array.from('0123456789/: -aT٣'))
    const text = fc.array(digits, { minLength: 14, maxLength: 14 }).map((d) => {
      const at = (from: number, to: number): string => d.slice(from, to).join('')
      return `${at(0, 4)}-${at(4, 6)}-${at(6, 8)}T${at(8, 10)}:${at(10, 12)}:${at(12, 14)}Z`
    })
    const near = fc.tuple(
      fc.constantFrom('0000', '0099', '0100', '1969', '2024', '2026', '2100', '9999'),
      ...[99, 99, 99, 99, 99].map((most) => fc.integer({ min: 0, max: most })),
    )
    const numbers = near.map(([year, ...parts]) => {
      const [month, day, hour, minute, second] = parts.map((part) => String(part % 62).padStart(2, '0'))
      return `${year}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}Z`
    })
    fc.assert(
      fc.property(fc.oneof(text, numbers), (time) => {
        expect(parseTime(time)).toBe(otherWay(time))
      }),
      { numRuns: 3000 },
    )
  })

  it('a text that need not be written again is the one that would be written', () => {
    const time = fc.date({
      min: new Date('0100-01-01T00:00:00Z'),
      max: new Date('9999-12-28T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(time, (date) => {
        const text = formatTime(date.getTime() - (date.getTime() % 1000))
        expect(parseTime(text)).toBe(otherWay(text))
        expect(isFormatted(text)).toBe(true)
        expect(isFormatted(text.toLowerCase())).toBe(false)
        expect(isFormatted(text.replace('Z', '+00:00'))).toBe(false)
      }),
    )
  })
})
