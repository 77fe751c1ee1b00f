/** Characters of a URL that is looked at. */
const maxUrlLength = 2048

/** `host`, `host:port`, or `.suffix`: any host that ends so. Lower case, as the URL standard writes it (RFC 3986 section 3.2.2). */
const hostPattern =
  /^(?:\.?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?$/

/** Whether a text can stand in a list of hosts. */
export const isHostPattern = (text: string): boolean => text.length <= 253 && hostPattern.test(text)

/**
 * Whether the host of an HTTPS URL is one of a list: the same host, or one that ends with an entry that begins with a dot.
 * An entry without port means port 443. A URL with a user name, a password or another scheme is none of any list.
 *
 * @param hosts - each as {@link isHostPattern} takes it
 */
export function isAllowedUrl(url: string, hosts: readonly string[]): boolean {
  if (hosts.length === 0 || url.length > maxUrlLength || !url.startsWith('https://') || !URL.canParse(url)) return false
  const { host, username, password } = new URL(url)
  if (username !== '' || password !== '') return false
  return hosts.some((entry) =>
    entry.startsWith('.') ? host.endsWith(entry) && host.length > entry.length : host === entry,
  )
}
