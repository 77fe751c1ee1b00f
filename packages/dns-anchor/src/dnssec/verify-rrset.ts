import type { KeyObject } from 'node:crypto'
import type { DomainName } from '../wire/domain-name.js'
import { importDnskey, verifyRrsigBytes } from './algorithms.js'
import { isZoneKey, type Dnskey } from './dnskey.js'
import type { Rrset } from './rrset.js'
import type { Rrsig } from './rrsig.js'
import { signedData } from './signed-data.js'
import { validationLimits, type ValidationBudget } from './validation-budget.js'

/** How far the clocks of signers and of this machine may differ, milliseconds. */
export const clockSkewMs = 300_000

/** A zone whose keys are validated. */
export interface SecureZone {
  readonly apex: DomainName
  readonly keys: readonly Dnskey[]
}

/** An RRset that one of its zone's keys signed, or what is wrong with the signature that came nearest. */
export type RrsetVerification =
  | { readonly ok: true; readonly rrsig: Rrsig; readonly expiresAt: number }
  | { readonly ok: false; readonly fault: string }

/**
 * Checks whether a key of the zone signed the RRset and the signature holds at `at` (RFC 4035 section 5.3).
 *
 * Of several signatures one that verifies is enough (RFC 6840 section 5.4).
 *
 * @param at - milliseconds since 1970
 * @throws ValidationLimitError
 */
export function verifyRrset(rrset: Rrset, zone: SecureZone, at: number, budget: ValidationBudget): RrsetVerification {
  let fault = `no signature of the zone ${zone.apex.text}`
  if (!rrset.name.isWithin(zone.apex)) return { ok: false, fault: 'outside the zone' }
  for (const rrsig of rrset.signatures.slice(0, validationLimits.signaturesPerRrset)) {
    // RFC 4035 section 5.3.1: the signer is the zone that holds the RRset, and there are no more labels than signed.
    if (!rrsig.signer.equals(zone.apex)) continue
    if (rrsig.labels > countLabels(rrset.name) || rrsig.labels < zone.apex.labels.length) {
      fault = 'a signature counts the labels wrongly'
      continue
    }
    const window = readWindow(rrsig, at)
    if (at < window.inception - clockSkewMs) fault = 'a signature is not yet valid'
    else if (at > window.expiration + clockSkewMs) fault = 'a signature has expired'
    else if (isSignedByAny(rrset, rrsig, zone.keys, budget)) return { ok: true, rrsig, expiresAt: window.expiration }
    else fault = 'a signature does not verify'
  }
  return { ok: false, fault }
}

/** RFC 4034 section 3.1.3: a leading `*` is not counted. */
function countLabels(name: DomainName): number {
  return name.labels.length - (name.isWildcard ? 1 : 0)
}

/** The times, milliseconds since 1970, taken as the ones nearest to `at` (RFC 4034 section 3.1.5, RFC 1982). */
function readWindow({ inception, expiration }: Rrsig, at: number): { inception: number; expiration: number } {
  const seconds = Math.floor(at / 1000)
  const nearest = (time: number): number => (seconds + ((time - seconds) | 0)) * 1000
  return { inception: nearest(inception), expiration: nearest(expiration) }
}

function isSignedByAny(rrset: Rrset, rrsig: Rrsig, keys: readonly Dnskey[], budget: ValidationBudget): boolean {
  const candidates = keys.filter(
    (key) => key.keyTag === rrsig.keyTag && key.algorithm === rrsig.algorithm && isZoneKey(key),
  )
  for (const key of candidates.slice(0, validationLimits.keysPerSignature)) {
    const known = verified.get(rrsig)
    if (known?.rrset === rrset && known.key.equals(key.rdata)) return true
    budget.takeSignature()
    const publicKey = importOnce(key)
    if (
      publicKey !== undefined &&
      verifyRrsigBytes(rrsig.algorithm, publicKey, signedData(rrset, rrsig), rrsig.signature)
    ) {
      verified.set(rrsig, { rrset, key: key.rdata })
      return true
    }
    budget.countFailure()
  }
  return false
}

/** What verified once verifies again, as long as the same objects stay in the cache; times are looked at anew. */
const verified = new WeakMap<Rrsig, { rrset: Rrset; key: Buffer }>()

const imported = new WeakMap<Dnskey, { key: KeyObject | undefined }>()

function importOnce(dnskey: Dnskey): KeyObject | undefined {
  const known = imported.get(dnskey)
  if (known !== undefined) return known.key
  const key = importDnskey(dnskey.algorithm, dnskey.publicKey)
  imported.set(dnskey, { key })
  return key
}
