import type { Channel } from './channel.js'
import { HttpsChannel } from './https-channel.js'
import type { ResolverAddress } from './resolver-address.js'
import { StreamChannel } from './stream-channel.js'
import { UdpChannel } from './udp-channel.js'

/** @param address - of the resolver */
export function openChannel(address: ResolverAddress): Channel {
  switch (address.protocol) {
    case 'udp':
      return new UdpChannel(address)
    case 'tcp':
    case 'tls':
      return new StreamChannel(address)
    case 'https':
      return new HttpsChannel(address)
  }
}
