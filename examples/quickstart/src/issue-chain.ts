import { readFile } from 'node:fs/promises'
import type { JsonObject } from '@trustchains/core'
import type { Party, PartyAgent } from './create-party.js'
import { createCheqdDid } from './create-cheqd-did.js'
import { printStep } from './print.js'
import { exampleFolder, ministryDomain } from './settings.js'

/** The organisations of the story. */
export interface Parties {
  ministry: Party
  certifier: Party
  university: Party
}

/** What the chain consists of: DIDs, and DID URLs that pin each accreditation. */
export interface IssuedChain {
  ministry: string
  certifier: string
  university: string
  student: string
  schemaId: string
  rootAuthorization: string
  toAccredit: string
  toAttest: string
}

const types = ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential']

/** Reads a JSON file of this example's `data` folder. */
export async function readData(name: string): Promise<JsonObject> {
  return JSON.parse(await readFile(`${exampleFolder}data/${name}`, 'utf8')) as JsonObject
}

/** The ministry publishes schema and root authorization; the accreditations go down to the university. */
export async function issueChain({ ministry, certifier, university }: Parties): Promise<IssuedChain> {
  const ministryDid = await newDid(ministry.agent, 'Education ministry (rTAO)', ministryDomain)
  const certifierDid = await newDid(certifier.agent, 'State certifier (TAO)')
  const universityDid = await newDid(university.agent, 'University (trusted issuer)')
  const student = await university.agent.didManagerCreate({ provider: 'did:key', kms: 'local', alias: 'student' })
  printStep('The student (holder) has a did:key', student.did)

  const { schemaId } = await ministry.agent.publishSchema({
    issuer: ministryDid,
    name: 'DiplomaSchema',
    schema: await readData('diploma-schema.json'),
  })
  printStep('The ministry publishes the diploma schema', schemaId)

  const accreditedFor = [{ schemaId, types }]
  const root = await ministry.agent.issueRootAuthorization({
    issuer: ministryDid,
    name: 'HigherEducation',
    accreditedFor,
    trustFramework: 'https://education.example/governance',
    trustFrameworkId: 'Higher Education Trust Framework',
  })
  const rootAuthorization = root.didUrls.pinned
  printStep('The ministry publishes its root authorization', rootAuthorization)

  const accredit = await ministry.agent.issueAccreditation({
    kind: 'accredit',
    issuer: ministryDid,
    subject: certifierDid,
    name: 'StateCertifier',
    accreditedFor,
    parentAccreditation: rootAuthorization,
    rootAuthorization,
  })
  printStep('The ministry accredits the certifier to accredit', accredit.didUrls.pinned)

  const attest = await certifier.agent.issueAccreditation({
    kind: 'attest',
    issuer: certifierDid,
    subject: universityDid,
    name: 'University',
    accreditedFor,
    parentAccreditation: accredit.didUrls.pinned,
    rootAuthorization,
  })
  printStep('The certifier accredits the university to attest', attest.didUrls.pinned)

  return {
    ministry: ministryDid,
    certifier: certifierDid,
    university: universityDid,
    student: student.did,
    schemaId,
    rootAuthorization,
    toAccredit: accredit.didUrls.pinned,
    toAttest: attest.didUrls.pinned,
  }
}

async function newDid(agent: PartyAgent, who: string, domain?: string): Promise<string> {
  const did = await createCheqdDid(agent, who, domain)
  printStep(`${who} creates its DID`, did)
  return did
}
