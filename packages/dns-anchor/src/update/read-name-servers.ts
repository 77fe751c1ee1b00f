import { readDomain } from '../anchors/read-domain.js'
import { DnsAnchorError } from '../dns-anchor-error.js'
import { readResolverAddress } from '../transport/resolver-address.js'
import { refuseUnknownOption } from '../refuse-unknown-option.js'
import type { NameServerOptions } from '../types/name-server-options.js'
import { DomainName } from '../wire/domain-name.js'
import { NameServer } from './name-server.js'

const algorithms = { 'hmac-sha256': 'sha256', 'hmac-sha512': 'sha512' } as const

const known = ['zone', 'url', 'key'] as const satisfies (keyof NameServerOptions)[]
const knownOfKey = ['name', 'algorithm', 'secret'] as const satisfies (keyof NameServerOptions['key'])[]

/** @throws DnsAnchorError code `invalid_options`, never with a secret */
export function readNameServers(given: readonly NameServerOptions[]): NameServer[] {
  if (!Array.isArray(given)) throw invalid('nameServers is a list')
  return (given as readonly NameServerOptions[]).map((server) => {
    refuseUnknownOption('a name server', server, known)
    const { zone, url, key } = server
    refuseUnknownOption('the key of a name server', key, knownOfKey)
    const address = readResolverAddress(url)
    if (address.protocol !== 'tcp') throw invalid('updates go over TCP: the url of a name server begins with tcp://')
    const name = DomainName.parse(typeof key.name === 'string' ? key.name : '')
    const algorithm = Object.hasOwn(algorithms, key.algorithm) ? algorithms[key.algorithm] : undefined
    const secret = readSecret(key.secret)
    if (name === undefined || algorithm === undefined || secret === undefined) {
      throw invalid(
        'the key of a name server has a name, an algorithm (hmac-sha256 or hmac-sha512) and a secret of 16 bytes or more, base64',
      )
    }
    const algorithmName = DomainName.parse(key.algorithm) as DomainName
    const apex = DomainName.parse(readDomain(zone)) as DomainName
    return new NameServer(apex, address, { name, algorithm, algorithmName, secret })
  })
}

function readSecret(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]{22,512}={0,2}$/.test(text)) return undefined
  const secret = Buffer.from(text, 'base64')
  return secret.length >= 16 ? secret : undefined
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_options', message)
