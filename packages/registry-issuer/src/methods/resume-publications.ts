import { normalizeDid } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { readDid } from '../arguments/read-did.js'
import { forgetDeadCalls } from '../outbox/forget-dead-calls.js'
import { withCall } from '../outbox/publish-through-outbox.js'
import { parseEach } from '../outbox/parse-record.js'
import { publicationPrefix, readPublication, type PublicationRecord } from '../outbox/publication-record.js'
import { settlePublications } from '../outbox/settle-publications.js'
import type { Settlement, TakenPublication } from '../outbox/settlement.js'
import type { ReadOptions } from '../read-options.js'
import { findIdentifier } from '../signing/find-identifier.js'
import { resumeStatusUpdates } from '../status/resume-status-updates.js'
import { statusPorts } from '../status/status-ports.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { OutboxStore } from '../types/outbox-store.js'
import type {
  ResumedPublication,
  ResumedPublications,
  ResumePublicationsArgs,
  UnreadableRecord,
} from '../types/publications.js'

const known = ['issuer'] as const satisfies (keyof ResumePublicationsArgs)[]

/** Publications that are taken up together: their contents are in memory. */
const atOnce = 500

/** See {@link ITrustRegistryIssuer.resumePublications}. */
export async function resumePublications(
  args: ResumePublicationsArgs,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<ResumedPublications> {
  checkMembers(args, 'resumePublications', known)
  const { store } = options
  await forgetDeadCalls(store)
  const issuer = args.issuer === undefined ? undefined : normalizeDid(readDid(args.issuer, 'issuer'))
  if (issuer !== undefined) await findIdentifier(issuer, context)
  const isOwn = memoized((did) => isManaged(did, context))
  const open: (TakenPublication & Pick<PublicationRecord, 'since'>)[] = []
  let ofOthers = 0
  const unreadable: UnreadableRecord[] = []
  for await (const { key, record } of pendingPublications(store, unreadable)) {
    const { resource, estimate, since } = record
    if (issuer !== undefined && normalizeDid(resource.did) !== issuer) continue
    if (await isOwn(resource.did)) open.push({ key, resource, estimate, since })
    else ofOthers += 1
  }
  const isWanted = async (did: string): Promise<boolean> =>
    (issuer === undefined || normalizeDid(did) === issuer) && isOwn(did)
  const lists = await resumeStatusUpdates(unreadable, isWanted, statusPorts(options), context)
  const left = { ofOthers, ...(unreadable.length > 0 && { unreadable }) }
  if (open.length === 0) return { publications: lists, ...left }
  open.sort((a, b) => (a.since < b.since ? -1 : 1))
  const publications = await withCall(store, async (owner) => {
    const done: ResumedPublication[] = []
    for (let from = 0; from < open.length; from += atOnce) {
      const some = open.slice(from, from + atOnce)
      const how = { owner, isFirst: false, waitMs: 0 }
      const settlements = await settlePublications(some, options, context, how)
      done.push(...some.map((publication, index) => reported(publication, settlements[index])))
    }
    return done
  })
  return { publications: [...publications, ...lists], ...left }
}

/** Every publication under way, in the order of their keys. */
async function* pendingPublications(
  store: OutboxStore,
  damaged: UnreadableRecord[],
): AsyncGenerator<{ key: string; record: PublicationRecord }, void> {
  let after: string | undefined
  for (;;) {
    const page = await store.list(publicationPrefix(), { limit: 100, ...(after !== undefined && { after }) })
    yield* parseEach(page, readPublication, damaged)
    after = page.at(-1)?.key
    if (after === undefined) return
  }
}

async function isManaged(did: string, context: TrustRegistryIssuerContext): Promise<boolean> {
  try {
    await findIdentifier(did, context)
    return true
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError && error.code === 'invalid_argument') return false
    throw error
  }
}

function memoized(ask: (did: string) => Promise<boolean>): (did: string) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>()
  return (did) => {
    const answer = answers.get(did) ?? ask(did)
    answers.set(did, answer)
    return answer
  }
}

function reported(
  { resource: { did, resourceId, name, type }, since }: TakenPublication & { since: string },
  settlement: Settlement | undefined,
): ResumedPublication {
  const publication = { didUrl: `${did}/resources/${resourceId}`, issuer: did, name, type, since }
  if (settlement === undefined) return { ...publication, state: 'pending' }
  if (settlement.state === 'published') return { ...publication, state: settlement.isNew ? 'finished' : 'found' }
  const { code, message, publication: failed, checks } = settlement.error
  if (code === 'busy') return { ...publication, state: 'busy' }
  return { ...publication, state: settlement.state, code: failed?.code ?? checks[0]?.code ?? code, message }
}
