import fc from 'fast-check'
import type { DereferencedResource } from '@trustchains/core'
import { canonicalJson, describeWithPrograms, selfSigned, TlsServer } from '@trustchains/test-kit'
import { createWebDereferencer } from '../src/index.js'
import { byteChange, changedBytes } from './support/byte-change.js'
import { signedRegistry, type SignedRegistry } from './support/signed-registry.js'

// Each input is some requests to a real server.
const numRuns = Math.ceil(Number(process.env.FUZZ_INPUTS ?? 3000) / 20)

/** What a question may come to: errors mean what the README says. */
const allowed = ['read', 'notFound', 'checksumMismatch', 'contentTooLarge', 'internalError']

/** What a question came to, or what is wrong with its answer. */
function outcomeOf(
  { contentStream, contentMetadata, dereferencingMetadata: { error, message = '' } }: DereferencedResource,
  { entry, content }: Pick<SignedRegistry['resources'][number], 'entry' | 'content'>,
): string {
  const isEntry = canonicalJson(contentMetadata) === canonicalJson({ ...entry })
  const isContent = contentStream !== null && content.equals(contentStream)
  if (error === undefined) return isEntry && isContent ? 'read' : 'read, and altered'
  if (!/^[\x20-\x7e]{10,400}$/.test(message)) return `${error} without a clear message`
  // Only where the file is not the one that was signed for is it given, as evidence.
  if (error !== 'checksumMismatch') return contentStream === null ? error : `${error}, and content all the same`
  return contentStream !== null && isEntry && !isContent ? error : `${error} without evidence`
}

describeWithPrograms(['openssl'], 'a reader of did:web, whose server answers with changed files', () => {
  let server: TlsServer
  let ca: string
  let registry: SignedRegistry
  let shown: Map<string, Buffer>

  beforeAll(async () => {
    const identity = selfSigned('DNS:localhost')
    ca = identity.cert
    server = await TlsServer.start(identity, ({ url = '' }, response) => {
      const file = shown.get(url)
      if (file === undefined) response.writeHead(404).end()
      else response.end(file)
    })
    registry = signedRegistry(`did:web:localhost%3A${server.port}:registry`)
  })

  beforeEach(() => {
    shown = registry.files
  })

  afterAll(() => server.close())

  // One that has seen nothing, so that it does not refuse an index merely because it has seen another.
  const reader = () =>
    createWebDereferencer({ allowedHosts: [`localhost:${server.port}`], allowLoopback: true, ca, timeoutMs: 20_000 })

  it('reads what was published', async () => {
    for (const { didUrl, entry, content } of registry.resources) {
      const { contentStream, contentMetadata, dereferencingMetadata } = await reader().dereference(didUrl)
      expect(dereferencingMetadata.error).toBeUndefined()
      expect(Buffer.from(contentStream ?? [])).toEqual(content)
      expect(contentMetadata).toEqual(entry)
    }
  })

  it('gives what was published or says clearly why not, and never anything else', async () => {
    const paths = [...registry.files.keys()]
    const questions = [
      ...registry.resources.map(({ didUrl, ...answer }) => ({ didUrl, ...answer })),
      { ...registry.resources[2]!, didUrl: `${registry.did}?resourceName=second&resourceType=Test` },
    ]
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: questions.length - 1 }),
        fc.array(fc.tuple(fc.nat({ max: paths.length - 1 }), byteChange), { minLength: 1, maxLength: 3 }),
        async (asked, changes) => {
          shown = new Map(registry.files)
          for (const [file, change] of changes) {
            const path = paths[file] ?? ''
            shown.set(path, changedBytes(shown.get(path) ?? Buffer.alloc(0), change))
          }
          const question = questions[asked]!
          const outcome = outcomeOf(await reader().dereference(question.didUrl), question)
          expect(allowed).toContain(outcome)
          outcomes.add(outcome)
        },
      ),
      { numRuns },
    )
    // Or it would show nothing.
    for (const outcome of ['read', 'checksumMismatch', 'internalError']) expect(outcomes).toContain(outcome)
  }, 600_000)
})
