import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Schemas = Record<string, { components: { methods: Record<string, object> } }>

const root = fileURLToPath(new URL('../', import.meta.url))

/** Every method of every plugin, by the generated schemas. */
const pluginMethods = readdirSync(`${root}plugin-schemas`).flatMap((name) => {
  const schemas = JSON.parse(readFileSync(`${root}plugin-schemas/${name}`, 'utf8')) as Schemas
  return Object.values(schemas).flatMap(({ components }) => Object.keys(components.methods))
})

/** The list below `methods:` of the quickstart's agent.yml. */
function exposedMethods(): string[] {
  const text = readFileSync(`${root}examples/quickstart/agent.yml`, 'utf8')
  const [, list = ''] = /^ {2}methods:\n((?: {4}- \w+\n)+)/m.exec(text) ?? []
  return [...list.matchAll(/- (\w+)/g)].map(([, method = '']) => method)
}

describe('the server of the quickstart', () => {
  it('has every method of every plugin, or whoever comes by HTTP could not call it', () => {
    // Three plugins: their schemas are not there by chance.
    expect(pluginMethods).toEqual(expect.arrayContaining(['verifyTrustChain', 'issueAccreditation', 'verifyDnsAnchor']))
    const exposed = exposedMethods()
    expect(pluginMethods.filter((method) => !exposed.includes(method))).toEqual([])
  })

  it('has each method once', () => {
    const exposed = exposedMethods()
    expect(exposed).toEqual([...new Set(exposed)])
  })
})
