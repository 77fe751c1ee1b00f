import { selfSigned, TlsServer, type TlsHandler } from '@trustchains/test-kit'
import { createWebDereferencer, webLocation, type WebDereferencerOptions } from '@trustchains/web-resources'
import type { IAgentContext, IKeyManager } from '@veramo/core-types'
import type { DIDDocument } from 'did-resolver'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MemoryOutboxStore } from '../../src/outbox/memory-outbox-store.js'
import { WebPublisher } from '../../src/web/index.js'
import type { Resolve } from './web-agent.js'
import { TestDidProvider, type CreatedIdentifier } from './test-did-provider.js'
import { methodOf } from './world-did-provider.js'

/** A real HTTPS server on loopback that shows a folder, and what writes into it. */
export class WebWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'web-'))
  /** Answers in place of the folder where a test wants it to. */
  handle: TlsHandler | undefined

  private constructor(
    readonly server: TlsServer,
    readonly ca: string,
  ) {}

  static async start(): Promise<WebWorld> {
    const identity = selfSigned('DNS:localhost')
    const server = await TlsServer.start(identity, (request, response) => {
      if (world.handle !== undefined) {
        world.handle(request, response)
        return
      }
      const file = world.file(request.url ?? '')
      if (existsSync(file)) response.end(readFileSync(file))
      else response.writeHead(404).end()
    })
    const world = new WebWorld(server, identity.cert)
    return world
  }

  get host(): string {
    return `localhost:${String(this.server.port)}`
  }

  did(name: string): string {
    return `did:web:localhost%3A${String(this.server.port)}:${name}`
  }

  file(path: string): string {
    return join(this.folder, path)
  }

  /** A file of a DID. */
  fileOf(did: string, name: string): string {
    return this.file([...webLocation(did).path, name].join('/'))
  }

  reader(options: Partial<WebDereferencerOptions> = {}) {
    return createWebDereferencer({ allowedHosts: [this.host], allowLoopback: true, ca: this.ca, ...options })
  }

  publisher(options: object = {}): WebPublisher {
    return new WebPublisher({ folder: this.folder, host: this.host, outbox: new MemoryOutboxStore(), ...options })
  }

  readonly resolve: Resolve = (did) => {
    const path = this.fileOf(did, 'did.json')
    const found = existsSync(path)
    return Promise.resolve({
      didDocument: found ? (JSON.parse(readFileSync(path, 'utf8')) as DIDDocument) : null,
      didDocumentMetadata: {},
      didResolutionMetadata: found ? {} : { error: 'notFound' },
    })
  }

  async close(): Promise<void> {
    await this.server.close()
    rmSync(this.folder, { recursive: true })
  }
}

/** Makes did:web DIDs, whose documents it writes into the folder of a server. */
export class FolderDidProvider extends TestDidProvider {
  constructor(private readonly world: WebWorld) {
    super()
  }

  async createIdentifier(
    { alias = '' }: { kms?: string; alias?: string; options?: object },
    context: IAgentContext<IKeyManager>,
  ): Promise<CreatedIdentifier> {
    const did = this.world.did(alias)
    const key = await context.agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
    const kid = `${did}#key-1`
    const path = this.world.fileOf(did, 'did.json')
    mkdirSync(dirname(path), { recursive: true })
    const document = { id: did, verificationMethod: [methodOf(key, kid, did)], assertionMethod: [kid] }
    writeFileSync(path, JSON.stringify({ '@context': ['https://www.w3.org/ns/did/v1'], ...document }))
    return { did, controllerKeyId: key.kid, keys: [key], services: [] }
  }
}
