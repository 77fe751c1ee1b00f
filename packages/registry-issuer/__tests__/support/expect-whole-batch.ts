import { randomInt } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { decodeJws, type Dereferencer } from '@trustchains/core'
import { entryKey, readListRecord } from '../../src/status/list-record.js'
import type { BatchWorld, WorldBatch } from './batch-world.js'
import { entriesOf } from './issue-with-status.js'

/** What must be true of a batch after a process was let come to its end, however often others were killed before. */
export async function expectWholeBatch(batch: WorldBatch, world: BatchWorld): Promise<void> {
  const { agent, store, reader } = world
  // Nothing lost and nothing doubled, and nothing left to do.
  expect(await world.published(batch)).toEqual(batch.names)
  expect(await store.list('publication/')).toEqual([])
  expect(await store.list('lock/calls/')).toEqual([])
  expect(await agent.resumePublications({})).toEqual({ publications: [], ofOthers: 0 })
  // Who asks once more is told of those that are there, each by its name.
  const { items, failed } = await agent.issueAccreditations(batch.args)
  expect(failed).toBe(0)
  const issued = items.flatMap(({ accreditation }) => accreditation ?? [])
  expect(issued.map(({ resource }) => resource?.resourceName)).toEqual(batch.names)
  expect(await world.published(batch)).toEqual(batch.names)
  // No two have one place in a list, or revoking one would revoke the other; and none has one that may be given again.
  const entries = issued.map(({ credential }) => entriesOf(credential)[0])
  expect(new Set(entries.map(({ id }) => id)).size).toBe(batch.names.length)
  const lists = [...new Set(entries.map(({ statusListCredential }) => statusListCredential))]
  expect(lists).toHaveLength(1)
  const [list = ''] = lists
  const places = entries.map(({ statusListIndex }) => Number(statusListIndex))
  const assigned = await Promise.all(places.map((index) => store.get(entryKey(list, index))))
  expect(assigned).not.toContain(undefined)
  expect((await readListRecord(store, list))?.assigned).toBeGreaterThanOrEqual(batch.names.length)
  // Revoking one revokes this one and nothing else.
  const chosen = randomInt(issued.length)
  const bitsSet = async (): Promise<number[]> => setIn(await contentOf(list, reader))
  expect(await bitsSet()).toEqual([])
  const { changes } = await agent.revokeAccreditation({ credentials: [issued[chosen]?.didUrls.pinned ?? ''] })
  expect(changes).toMatchObject([{ previous: 'valid', status: 'revoked', changed: true }])
  expect(await bitsSet()).toEqual([places[chosen]])
  const other = issued[(chosen + 1) % issued.length]?.credential
  expect(await agent.getStatus({ ...(other && { credential: other }) })).toMatchObject({ status: 'valid' })
}

/** The JWT of the newest version of a list. */
async function contentOf(list: string, reader: Dereferencer): Promise<string> {
  const { contentStream, dereferencingMetadata } = await reader.dereference(list)
  expect(dereferencingMetadata.error).toBeUndefined()
  return Buffer.from(contentStream ?? []).toString('utf8')
}

/** Places of a list whose bit is set. */
function setIn(jwt: string): number[] {
  const decoded = decodeJws(jwt)
  if (!decoded.ok) throw new Error('the list is no JWT')
  const { credentialSubject } = decoded.jws.payload as { credentialSubject: { encodedList: string } }
  const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'))
  return [...bits].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => (byte & (0x80 >> bit) ? at * 8 + bit : [])),
  )
}
