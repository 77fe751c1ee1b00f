import type { DomainName } from '../wire/domain-name.js'

/** Whether a look-up is of `_did` at a domain itself; pointers never lead to such a name, see `findAnchors`. */
export const isOwnName = ({ text }: DomainName): boolean => text.startsWith('_did.')
