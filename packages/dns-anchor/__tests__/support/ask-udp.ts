import { createSocket } from 'node:dgram'
import { decode, encode, type DecodedPacket, type RecordType } from 'dns-packet'

/** Asks over UDP with a codec that is not ours; `flags` as in the header. */
export async function askUdp(port: number, name: string, type: RecordType | 6, flags = 0x0120): Promise<void> {
  await ask(port, name, type === 6 ? 'SOA' : type, flags)
}

/** @returns the decoded answer, with `rcode` */
export async function ask(
  port: number,
  name: string,
  type: RecordType,
  flags = 0x0120,
): Promise<DecodedPacket & { rcode: string }> {
  const socket = createSocket('udp4')
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer for ${name} ${type}`)), 5000)
      socket.once('message', (message) => {
        clearTimeout(timer)
        resolve(decode(message) as DecodedPacket & { rcode: string })
      })
      socket.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      const query = encode({
        type: 'query',
        id: 7,
        flags,
        questions: [{ name, type }],
        additionals: [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: 1232,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0x8000,
            flag_do: true,
            options: [],
          },
        ],
      })
      socket.connect(port, '127.0.0.1', () => socket.send(query))
    })
  } finally {
    socket.close()
  }
}
