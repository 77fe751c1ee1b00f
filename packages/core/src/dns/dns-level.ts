import type { DnsAnchorLevel } from '../types/dns-anchor-report.js'

const levels: readonly DnsAnchorLevel[] = ['none', 'dns', 'dnssec', 'bidirectional', 'high']

/** Whether a level is at least as high as another; one that is not known is none. */
export const reachesLevel = (level: DnsAnchorLevel, needed: DnsAnchorLevel): boolean =>
  levels.indexOf(level) >= levels.indexOf(needed)

/** Compares for sorting, the highest first. */
export const byLevel = (a: DnsAnchorLevel, b: DnsAnchorLevel): number => levels.indexOf(b) - levels.indexOf(a)

/** Whether a text is the name of a level. */
export const isLevel = (text: unknown): text is DnsAnchorLevel => (levels as readonly unknown[]).includes(text)
