import { readDs, type DelegationSigner } from './ds.js'

/**
 * The root's key signing keys: KSK-2017 (20326) and KSK-2024 (38696), as IANA publishes them in
 * https://data.iana.org/root-anchors/root-anchors.xml. There is no automatic rollover (RFC 5011): a new key comes with a
 * new version of this package, or by the option `trustAnchors`.
 */
export const rootTrustAnchors: readonly string[] = [
  '. IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D',
  '. IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16',
]

const form = /^\.\s+(?:\d+\s+)?(?:IN\s+)?DS\s+(\d{1,5})\s+(\d{1,3})\s+(\d{1,3})\s+([0-9A-Fa-f]+)$/i

/**
 * Reads a trust anchor: a DS record of the root in zone-file form.
 *
 * @param line - as `. IN DS 20326 8 2 E06D…`; TTL and class may be missing
 * @returns undefined where it is no such record
 */
export function parseTrustAnchor(line: string): DelegationSigner | undefined {
  const match = line.length <= 512 ? form.exec(line.trim()) : null
  if (match === null) return undefined
  const [tag, algorithm, digestType] = match.slice(1, 4).map(Number) as [number, number, number]
  const digest = Buffer.from(match[4] as string, 'hex')
  if (tag > 0xffff || algorithm > 255 || digestType > 255) return undefined
  if (digest.length !== (match[4] as string).length / 2 || digest.length !== digestLengths.get(digestType))
    return undefined
  const head = Buffer.of(tag >> 8, tag & 0xff, algorithm, digestType)
  return readDs(Buffer.concat([head, digest]))
}

/** Of the digests that are supported; an anchor with another could never match. */
const digestLengths: ReadonlyMap<number, number> = new Map([
  [2, 32],
  [4, 48],
])
