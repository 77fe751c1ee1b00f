import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { Evidence, TrustChainReport, TrustPolicy } from '@trustchains/core'
import { anchorInDns } from './anchor-in-dns.js'
import { createParty } from './create-party.js'
import { alterDegree, signDiploma } from './forgeries.js'
import { issueChain, readData, type IssuedChain, type Parties } from './issue-chain.js'
import { openLedger, type DemoLedger } from './ledger.js'
import { printHeading, printRefusal, printStep } from './print.js'
import { outFolder } from './settings.js'

await rm(outFolder, { recursive: true, force: true })
await mkdir(outFolder, { recursive: true })
const ledger = await openLedger()
try {
  await tell(ledger)
} finally {
  await ledger.close()
}

/** The story: a trust chain is issued on the ledger, a diploma verified back to its root, by DID and by domain, three forgeries refused. */
async function tell(ledger: DemoLedger): Promise<void> {
  console.log(ledger.found ? `Using the development ledger at ${ledger.rpc}` : 'Started a development ledger')
  const parties: Parties = {
    ministry: await createParty('ministry', ledger),
    certifier: await createParty('certifier', ledger),
    university: await createParty('university', ledger),
  }
  const employer = await createParty('employer', ledger)
  try {
    printHeading('A trust chain is issued')
    const chain = await issueChain(parties)
    const claims = await readData('diploma.json')
    const attestation = {
      issuer: chain.university,
      subject: chain.student,
      types: ['VerifiableAttestation', 'DiplomaCredential'],
      claims,
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.rootAuthorization,
    }
    const { jwt } = await parties.university.agent.issueAttestation(attestation)
    if (jwt === undefined) throw new Error('the university issued no diploma')
    printStep('The university issues the diploma to the student', 'examples/quickstart/out/diploma.jwt')

    printHeading('An employer verifies the diploma')
    const policy: TrustPolicy = {
      anchors: [{ did: chain.ministry, trustFrameworkId: 'Higher Education Trust Framework' }],
      // The example's domain is in no real DNS; further down it has one of its own.
      dns: 'off',
    }
    const { evidence, ...report } = await employer.agent.verifyTrustChain({
      credential: jwt,
      policy,
      includeEvidence: true,
    })
    console.log((await employer.agent.explainTrustChain({ report, format: 'text' })).text)
    if (!report.verified || evidence === undefined) throw new Error('the diploma should have been trusted')
    await keepEvidence(employer.agent, evidence, policy, report)
    await save({
      'diploma.jwt': jwt,
      'verify.json': { credential: jwt, policy },
      'issue-attestation.json': attestation,
    })

    await anchorInDns(parties.ministry.agent, chain.ministry, jwt, ledger)

    printHeading('Three forgeries are refused')
    await refuse(parties, chain, employer.agent, policy, jwt, claims)
    printHowToGoOn(ledger)
  } finally {
    const { ministry, certifier, university } = parties
    await Promise.all([ministry, certifier, university, employer].map((party) => party.close()))
  }
}

/** What the employer files away: the evidence, which proves the same again without any network, and a picture. */
async function keepEvidence(
  verifier: Parties['university']['agent'],
  evidence: Evidence,
  policy: TrustPolicy,
  report: TrustChainReport,
): Promise<void> {
  const { text: picture } = await verifier.explainTrustChain({ report, format: 'svg' })
  await save({ 'evidence.json': evidence, 'chain.svg': picture })
  const saved = JSON.parse(await readFile(`${outFolder}/evidence.json`, 'utf8')) as Evidence
  const again = await verifier.verifyTrustChainEvidence({ evidence: saved, policy })
  if (!again.verified) throw new Error('the saved evidence should have been trusted')
  printStep('The employer draws the chain', 'examples/quickstart/out/chain.svg')
  printStep('It files the evidence, and verifies it again without any network', 'examples/quickstart/out/evidence.json')
}

async function refuse(
  { university }: Parties,
  chain: IssuedChain,
  verifier: Parties['university']['agent'],
  policy: TrustPolicy,
  diploma: string,
  claims: object,
): Promise<void> {
  const stranger = await university.agent.didManagerCreate({ provider: 'did:key', kms: 'local', alias: 'diploma mill' })
  const forgeries = {
    'The diploma, with the degree altered': alterDegree(diploma),
    'A diploma from a DID that was never accredited': await signDiploma(
      university.agent,
      stranger.did,
      chain,
      'DiplomaCredential',
      claims,
    ),
    'A medical licence from the university, which may issue diplomas only': await signDiploma(
      university.agent,
      chain.university,
      chain,
      'MedicalLicence',
      claims,
    ),
  }
  for (const [what, credential] of Object.entries(forgeries)) {
    const report = await verifier.verifyTrustChain({ credential, policy })
    printRefusal(what, report)
    if (report.verdict !== 'untrusted') throw new Error(`this should have been refused: ${what}`)
  }
}

async function save(files: Record<string, string | object>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(`${outFolder}/${name}`, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
}

function printHowToGoOn({ found }: DemoLedger): void {
  printHeading('Go on with Veramo’s own CLI')
  if (!found) console.log('npx cheqd-dev-ledger --data examples/quickstart/out/ledger   # in another terminal')
  for (const method of ['verifyTrustChain', 'issueAttestation']) {
    const file = method === 'verifyTrustChain' ? 'verify.json' : 'issue-attestation.json'
    console.log(
      `npx veramo --config examples/quickstart/agent.yml execute -m ${method} -f examples/quickstart/out/${file}`,
    )
  }
}
