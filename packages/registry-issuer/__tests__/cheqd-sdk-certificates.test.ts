import { describeWithPrograms, selfSigned, TlsServer, withoutCertificateChecks } from '@trustchains/test-kit'
import { CheqdSdkPublisher } from '../src/publishing/cheqd-sdk/index.js'
import { failureOf } from './support/failure-of.js'
import { startSdkLedger } from './support/sdk-ledger.js'

describeWithPrograms(['openssl'], 'a node that anybody may answer for', () => {
  it('is not asked where certificates are not checked: it says what is paid, and what was published', async () => {
    const server = await TlsServer.start(selfSigned('DNS:localhost'), (_request, response) => void response.end('{}'))
    const world = await startSdkLedger()
    try {
      const rpcUrl = `https://localhost:${String(server.port)}`
      const publisher = new CheqdSdkPublisher({ ...world.options, rpcUrl, timeoutMs: 3000 })
      // In the environment that Node's fetch reads, and in the copy that Jest gives the publisher.
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
      const publishing = withoutCertificateChecks(() => publisher.publish(world.resource(), world.context))
      const failure = await failureOf(publishing)
      expect(failure).toMatchObject({ code: 'invalid_setup' })
      expect(failure.message).toContain('NODE_EXTRA_CA_CERTS')
      expect(failure.message).not.toContain(rpcUrl)
      expect(server.requests).toEqual([])
      // Without TLS there is nothing to check: a ledger for development.
      const local = new CheqdSdkPublisher(world.options)
      await withoutCertificateChecks(() => local.publish(world.resource(), world.context))
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      await Promise.all([server.close(), world.ledger.close()])
    }
  })
})
