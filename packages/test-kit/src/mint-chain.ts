import type { TrustPolicy } from '@trustchains/core'
import { Actors, worldBegin } from './actors.js'
import type { ActorKey } from './actors.js'
import { envelope } from './envelope.js'
import { applyTamper, signCredential } from './sign-credential.js'
import { TestKitError } from './test-kit-error.js'
import type { CredentialDraft, PolicyDraft, ScopeDraft, SignedDraft, SubjectDraft } from './types/credential-draft.js'
import type { ChainNames, LinkTamper, LinkUrls, MintOptions, PerLink } from './types/mint-options.js'
import type { WorldDid } from './types/world.js'
import { uuidFromSeed } from './uuid-from-seed.js'
import { World } from './world.js'

/** A link of a minted chain. */
export interface MintedLink {
  /** `root`, `a1` … `aN`, `leaf`. */
  name: string
  /** The issuer, under whose DID it is published. */
  did: string
  url: LinkUrls
  /** The JSON form with its proof. */
  credential: SignedDraft
  /** The JWT; empty where a Data Integrity proof secures it. */
  token: string
  /** The issuer's key. */
  key: ActorKey
}

/** A chain, and the world in which it can be verified. */
export interface MintedChain extends ChainNames {
  world: World
  /** Anchors the root's DID. */
  policy: TrustPolicy
  /** RFC 3339. */
  at: string
  /** What a verifier is given: a compact JWS, or a JSON text. */
  leaf: string
  /** Root first, leaf last. */
  links: MintedLink[]
  /** A link by its name. */
  link: (name: string) => MintedLink
  /** Publishes a newer version of a link, under its name and type, with its own tampering. */
  reissue: (name: string, options: { created: string } & LinkTamper) => MintedLink
}

interface LinkPlan {
  name: string
  issuer: string
  subject: string
  parent?: string
  type: string
  resourceName: string
}

const diplomaSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    credentialSubject: { type: 'object', properties: { degree: { type: 'string' } }, required: ['degree'] },
  },
  required: ['credentialSubject'],
}
const leafTypes = ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential']

/**
 * Mints a whole trust chain into a world of its own: a root authorization, accreditations and a leaf, really signed,
 * published as DID-Linked Resources with right checksums. Whatever is to be wrong with it is said in `tamper`.
 *
 * @example
 * ```ts
 * mintChain({ tamper: { a1: { payload: (p) => { p.credentialSubject.accreditedFor = [] } } } })
 * ```
 * @throws TestKitError `invalid_argument` for a link name that the chain doesn't have
 */
export function mintChain(options: MintOptions = {}): MintedChain {
  const { seed = 'chain', depth = 2, tamper = {}, at = '2026-06-01T00:00:00Z' } = options
  const actors = new Actors(seed, options.onWeb)
  const plans = planLinks(depth, options)
  const planOf = (name: string): LinkPlan => {
    const plan = plans.find((candidate) => candidate.name === name)
    if (plan === undefined) throw new TestKitError('invalid_argument', `the chain has no link ${name}`)
    return plan
  }
  Object.keys(tamper).forEach(planOf)
  const schema = { collection: actors.did('root'), name: 'DiplomaSchema', type: 'JSONSchemaValidator2020' }
  const names: ChainNames = {
    did: (actor) => actors.did(actor),
    url: (link) => {
      const { issuer, resourceName, type } = planOf(link)
      const latest = namedUrl(actors.did(issuer), resourceName, type)
      return { pinned: `${actors.did(issuer)}/resources/${uuidFromSeed(`${seed}/resource/${link}`)}`, latest }
    },
    schemaUrl: namedUrl(schema.collection, schema.name, schema.type),
  }

  const world = new World()
  world.publish({
    ...schema,
    id: uuidFromSeed(`${seed}/schema`),
    created: worldBegin,
    content: JSON.stringify(options.schema ?? diplomaSchema),
  })
  const mint = (plan: LinkPlan, hooks: LinkTamper, id: string, created?: string): MintedLink => {
    const { name, issuer } = plan
    const key = actors.key(issuer, forLink(options.algorithm, name) ?? 'EdDSA', forLink(options.keyForm, name))
    const signer = actors.key(hooks.signWith ?? issuer, key.pair.algorithm, forLink(options.keyForm, name))
    const draft = draftCredential(plan, options, names, id)
    const { token, document } = signCredential(applyTamper(hooks.payload, draft, names), {
      pair: key.pair,
      signer: signer.pair,
      ...((forLink(options.kid, name) ?? true) && { kid: key.kid }),
      dataModel: forLink(options.dataModel, name) ?? '1.1',
      proof: forLink(options.proof, name) ?? 'jwt',
      tamper: hooks,
      names,
    })
    const did = actors.did(issuer)
    const publication = {
      collection: did,
      id,
      name: plan.resourceName,
      type: plan.type,
      created: created ?? forLink(options.published, name) ?? validFromOf(options, name),
      content: JSON.stringify(forLink(options.enveloped, name) ? envelope(token) : document),
    }
    if (name !== 'leaf' || options.publishLeaf) world.publish(applyTamper(hooks.resource, publication, names))
    return {
      name,
      did,
      url: { ...names.url(name), pinned: `${did}/resources/${id}` },
      credential: document,
      token,
      key,
    }
  }

  const links = plans.map((plan) => mint(plan, tamper[plan.name] ?? {}, uuidFromSeed(`${seed}/resource/${plan.name}`)))
  actors.key('mallory', forLink(options.algorithm, 'leaf') ?? 'EdDSA')
  actors.toDids().forEach((entry) => world.addDid(tamperDid(entry, links, tamper, names)))
  const link = (name: string): MintedLink => links[plans.indexOf(planOf(name))] as MintedLink
  const leaf = link('leaf')
  return {
    ...names,
    world,
    policy: { anchors: [{ did: actors.did('root') }], ...options.policy },
    at,
    leaf: leafText(leaf, options.leafForm),
    links,
    link,
    reissue: (name, { created, ...hooks }) =>
      mint(planOf(name), hooks, uuidFromSeed(`${seed}/resource/${name}/${created}`), created),
  }
}

function leafText({ token, credential }: MintedLink, form?: MintOptions['leafForm']): string {
  if (form === 'enveloped') return JSON.stringify(envelope(token))
  return form === 'json' || token === '' ? JSON.stringify(credential) : token
}

function planLinks(depth: number, { delegatedRoot = false, subject = {} }: MintOptions): LinkPlan[] {
  const plans: LinkPlan[] = [
    {
      name: 'root',
      issuer: 'root',
      subject: delegatedRoot ? 'p0' : 'root',
      type: 'VerifiableAuthorizationForTrustChain',
      resourceName: 'RootAuthorization-root',
    },
  ]
  for (let number = 1; number <= depth + 1; number++) {
    const { name: parent, subject: issuer } = plans[number - 1] as LinkPlan
    const role = number === depth ? 'Attest' : 'Accredit'
    const name = `a${number}`
    plans.push(
      number > depth
        ? { name: 'leaf', issuer, subject: 'holder', parent, type: 'DiplomaCredential', resourceName: 'Diploma-leaf' }
        : {
            name,
            issuer,
            subject: subject[name] ?? `p${number}`,
            parent,
            type: `VerifiableAccreditationTo${role}`,
            resourceName: `AccreditationTo${role}-${name}`,
          },
    )
  }
  return plans
}

function draftCredential(plan: LinkPlan, options: MintOptions, names: ChainNames, id: string): CredentialDraft {
  const { name, issuer, subject, type } = plan
  const isLeaf = name === 'leaf'
  const version2 = forLink(options.dataModel, name) === '2.0'
  const from = validFromOf(options, name)
  const until = forLink(options.validUntil, name) ?? '2027-01-10T00:00:00Z'
  const body = isLeaf ? (options.claims ?? { degree: 'MSc' }) : accreditationBody(name, options, names)
  return {
    '@context': [version2 ? 'https://www.w3.org/ns/credentials/v2' : 'https://www.w3.org/2018/credentials/v1'],
    id: `urn:uuid:${uuidFromSeed(`credential/${id}`)}`,
    type: isLeaf ? [...leafTypes] : ['VerifiableCredential', type],
    issuer: { id: names.did(issuer) },
    ...(version2 ? { validFrom: from, validUntil: until } : { issuanceDate: from, expirationDate: until }),
    credentialSubject: { id: names.did(subject), ...body },
    ...(isLeaf && { credentialSchema: { id: names.schemaUrl, type: 'JsonSchema' } }),
    termsOfUse: termsOf(plan, options, names),
  }
}

function accreditationBody(name: string, options: MintOptions, names: ChainNames): SubjectDraft {
  const limitJurisdiction = forLink(options.jurisdiction, name)
  const maxPathLength = forLink(options.maxPathLength, name)
  const scope: ScopeDraft = {
    schemaId: names.schemaUrl,
    types: [...leafTypes],
    ...(limitJurisdiction !== undefined && { limitJurisdiction }),
  }
  return { accreditedFor: [scope], ...(maxPathLength !== undefined && { maxPathLength }) }
}

function termsOf({ name, parent }: LinkPlan, options: MintOptions, names: ChainNames): PolicyDraft {
  if (parent === undefined) {
    return {
      type: 'TrustFrameworkPolicy',
      trustFramework: 'https://learn.example.org/governance/start',
      trustFrameworkId: 'Example Diploma Framework',
    }
  }
  const form = forLink(options.reference, name) === 'named' ? 'latest' : 'pinned'
  return {
    type: name === 'leaf' ? 'AttestationPolicy' : 'AccreditationPolicy',
    parentAccreditation: names.url(parent)[form],
    rootAuthorization: names.url('root')[form],
  }
}

function tamperDid(
  entry: WorldDid,
  links: MintedLink[],
  tamper: Record<string, LinkTamper>,
  names: ChainNames,
): WorldDid {
  return links
    .filter(({ did }) => did === entry.did)
    .reduce((draft, { name }) => applyTamper(tamper[name]?.didDocument, draft, names), entry)
}

function validFromOf(options: MintOptions, name: string): string {
  return forLink(options.validFrom, name) ?? '2026-01-10T00:00:00Z'
}

function forLink<T extends string | string[] | number | boolean>(
  option: PerLink<T> | undefined,
  link: string,
): T | undefined {
  if (typeof option !== 'object' || Array.isArray(option)) return option
  return option[link]
}

function namedUrl(did: string, name: string, type: string): string {
  return `${did}?resourceName=${encodeURIComponent(name)}&resourceType=${encodeURIComponent(type)}`
}
