import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** Where a name leads that is not to be followed. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError'
  constructor() {
    super('the host has an address that is not one of the public Internet')
  }
}

/** Asks for all addresses of a name. */
export type ResolveAll = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const resolveAll: ResolveAll = (hostname, callback) => {
  lookup(hostname, { all: true }, callback)
}

/**
 * Resolves names for connections, and hands out only addresses that may be connected to. The connection goes to the very
 * address that was looked at: nobody can answer a second question differently (DNS rebinding). One forbidden address
 * among several is enough to refuse them all, as nobody tells which would be taken.
 *
 * @param isAllowed - whether an address may be connected to
 * @param resolve - default: as the operating system does
 */
export function guardedLookup(
  isAllowed: (address: string) => boolean,
  resolve: ResolveAll = resolveAll,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null) callback(error, '', 0)
      else if (first === undefined || !addresses.every(({ address }) => isAllowed(address))) {
        callback(new ForbiddenAddressError(), '', 0)
      } else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
