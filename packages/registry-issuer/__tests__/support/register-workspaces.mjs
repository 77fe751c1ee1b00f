// As register-sources.mjs, and the other workspaces by their sources too, so that no build is needed.
import { register } from 'node:module'
import './register-sources.mjs'

const packages = new URL('../../../', import.meta.url).href
const hooks = `
const workspace = /^(?:@trustchains\\/(core|registry-issuer|chain-verifier|web-resources)|(cheqd-did-resolver))$/
export async function resolve(specifier, context, next) {
  const [, scoped, bare] = workspace.exec(specifier) ?? []
  if (scoped === undefined && bare === undefined) return next(specifier, context)
  return { url: ${JSON.stringify(packages)} + (scoped ?? bare) + '/src/index.ts', shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
