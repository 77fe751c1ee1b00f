import type { JsonObject, ResourceMetadata } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import { defaultLimits } from '../default-limits.js'
import { publishResource, type PublicationPorts } from '../publishing/publish-resource.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import type { LoadedIssuer } from '../signing/load-issuer.js'
import { signCredential } from '../signing/sign-credential.js'
import { signedStandIn } from '../signing/signed-stand-in.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation, PublicationEstimate } from '../types/results.js'
import type { ResourceToPublish } from '../types/publisher.js'

/** A credential that is about to be published: all of its resource but the signed bytes. */
export interface PlannedPublication {
  draft: JsonObject
  issuer: LoadedIssuer
  resourceId: string
  name: string
  type: string
  /** RFC 3339: what the version is called. */
  version: string
}

/** Works out what publishing a credential costs, and refuses what the ledger would refuse. Nothing is signed. */
export async function estimateCredential(
  plan: PlannedPublication,
  ports: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<PublicationEstimate> {
  return estimateResource(resourceOf(plan, signedStandIn(plan.draft, plan.issuer.key)), ports, context)
}

/** Works out what publishing a resource costs, and refuses what the ledger would refuse. */
export async function estimateResource(
  resource: ResourceToPublish,
  { publisher }: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<PublicationEstimate> {
  const estimate = await publisher.estimate(resource, context)
  const { resourceBytes, gas, gasLimit } = estimate
  if (resourceBytes > defaultLimits.maxResourceBytes) {
    throw tooLarge(`${String(resourceBytes)} bytes; a resource has at most ${String(defaultLimits.maxResourceBytes)}`)
  }
  if (gas > gasLimit) {
    throw tooLarge(
      `${String(resourceBytes)} bytes, which take about ${String(gas)} gas; the transaction would run out of its ` +
        `${String(gasLimit)} gas. Split accreditedFor over several accreditations, or shorten it`,
    )
  }
  return estimate
}

/** Signs and publishes a credential; in a dry run it only shows it. */
export async function publishCredential(
  plan: PlannedPublication,
  estimate: PublicationEstimate,
  dryRun: boolean,
  ports: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<IssuedAccreditation> {
  const didUrls = resourceDidUrls(plan.issuer.did, plan.resourceId, plan.name, plan.type)
  if (dryRun) return { dryRun, credential: unsigned(plan.draft), didUrls, estimate }
  const { credential } = await signCredential(plan.draft, plan.issuer.key, context)
  const data = Buffer.from(JSON.stringify(credential))
  const resource: ResourceMetadata = await publishResource(resourceOf(plan, data), ports, context)
  return { dryRun, credential, didUrls, resource, estimate }
}

/** A draft as a dry run shows it: with an empty proof, so that it has the members of a credential. */
export function unsigned(draft: JsonObject): VerifiableCredential {
  return { ...draft, proof: {} } as unknown as VerifiableCredential
}

function resourceOf(
  { issuer, resourceId, name, type, version }: PlannedPublication,
  data: Uint8Array,
): ResourceToPublish {
  return { did: issuer.did, resourceId, name, type, version, data, mediaType: 'application/json', kms: issuer.key.kms }
}

const tooLarge = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('too_large', `the resource would have ${problem}. Nothing was signed.`)
