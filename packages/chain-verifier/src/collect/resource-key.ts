import { normalizeDidUrl } from '@trustchains/core'

/** The name under which evidence of a URL is kept: its normal form, or, where it is no DID URL, as written. */
export function resourceKey(url: string): string {
  return normalizeDidUrl(url) ?? url
}
