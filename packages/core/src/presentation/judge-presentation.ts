import { authenticate } from '../checks/authenticate.js'
import { checkAudience } from '../checks/check-audience.js'
import type { CheckContext } from '../checks/check-context.js'
import { checkValidity } from '../checks/check-validity.js'
import { fail, pass, skipped, type Finding } from '../checks/finding.js'
import { clockSkewMs } from '../default-limits.js'
import type { PresentationCheckId, PresentationRequest } from '../types/presentation.js'
import type { DecodedPresentation } from './decode-presentation.js'
import { presentationEnds } from './presentation-ends.js'

/** What each check found on the presentation itself. */
export type PresentationFindings = [PresentationCheckId, Finding][]

/** Judges a presentation by itself, without regard to the credentials in it: who made it, when, for whom. */
export function judgePresentation(
  context: CheckContext,
  presentation: DecodedPresentation,
  request: PresentationRequest,
): PresentationFindings {
  // Who presents says who it is: nothing but authentication will do, whatever issuers may sign with (DID Core 5.3.1).
  const asked: CheckContext = { ...context, policy: { ...context.policy, keyPurposes: ['authentication'] } }
  const { jws, proof, holder } = presentation
  const { algorithm, signature, keyPurpose, didState } = authenticate(
    asked,
    { credential: { ...(jws && { jws }), ...(proof && { proof }), issuer: holder } },
    context.at,
  )
  return [
    ['algorithm', algorithm],
    ['signature', signature],
    ['key-purpose', keyPurpose],
    ['did-state', didState],
    ['validity', judgeDates(context, presentation)],
    ['challenge', judgeChallenge(presentation, request.challenge)],
    ['audience', judgeAudience(presentation, request.domain)],
  ]
}

function judgeDates({ at, policy }: CheckContext, presentation: DecodedPresentation): Finding {
  const { issuedAt } = presentation
  if (issuedAt !== undefined && at + clockSkewMs < issuedAt.ms) {
    return fail('not_yet_valid', `the presentation is made only at ${issuedAt.text} (iat)`, { iat: issuedAt.text })
  }
  const { notBefore } = presentation
  return checkValidity({ policy }, { credential: { notBefore, notAfter: presentationEnds(presentation) }, heldAt: at })
}

function judgeChallenge({ bindings }: DecodedPresentation, asked: string | undefined): Finding {
  if (asked === undefined) {
    return skipped('replay_possible', 'no challenge was asked for, so a recorded presentation can be shown again')
  }
  if (bindings.length === 0 || bindings.some(({ challenge }) => challenge === undefined)) {
    return fail('challenge_missing', 'the presentation has no challenge (nonce), and one was asked for')
  }
  return bindings.every(({ challenge }) => challenge === asked)
    ? pass('the presentation has the challenge that was asked for')
    : fail('challenge_mismatch', 'the presentation has another challenge than the one that was asked for')
}

function judgeAudience({ bindings }: DecodedPresentation, domain: string | undefined): Finding {
  const own = domain === undefined ? undefined : [domain]
  const open = bindings.length === 0 || bindings.some(({ audience }) => audience === undefined)
  if (own !== undefined && open) return fail('audience_missing', 'the presentation does not say for whom it is made')
  const wrong = bindings.map(({ audience }) => checkAudience(audience, own)).find((finding) => finding !== undefined)
  if (wrong !== undefined) return wrong
  return own === undefined
    ? skipped('not_applicable', 'the presentation is made for nobody in particular, and nobody was named')
    : pass('the presentation is made for who asked')
}
