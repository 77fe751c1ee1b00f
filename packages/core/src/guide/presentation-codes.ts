import type { CheckCode } from '../types/report.js'
import type { CodeExplanation } from './code-explanation.js'

/** The codes that only the checks of a presentation give, explained. */
export const presentationCodes = {
  audience_missing: {
    ends: 'fail',
    means: 'The presentation does not say for whom it is made, and it was to say so.',
    remedy: 'Ask the holder for one that is made for you.',
  },
  challenge_missing: {
    ends: 'fail',
    means: 'The presentation does not have the challenge that was asked for.',
    remedy: 'Ask the holder for a new one, with the challenge.',
  },
  challenge_mismatch: {
    ends: 'fail',
    means: 'The presentation was made on another occasion: somebody shows it again.',
    remedy: 'Do not accept it. Ask the holder for a new one.',
  },
  replay_possible: {
    ends: 'skipped',
    means: 'No challenge was asked for, so nobody can tell whether the presentation was recorded and is shown again.',
    remedy: 'Ask the holder for a presentation with a `challenge` of your own, used once.',
  },
  credential_missing: {
    ends: 'fail',
    means: 'The presentation has no credential.',
    remedy: 'Ask the holder for the credential.',
  },
  holder_missing: {
    ends: 'fail',
    means: 'The presentation does not say who makes it.',
    remedy: 'Ask the holder for one with its DID in `holder`.',
  },
  holder_mismatch: {
    ends: 'fail',
    means: 'The presentation names two different holders.',
    remedy: 'Do not accept it.',
  },
  subject_missing: {
    ends: 'indeterminate',
    means: 'The credential does not say of whom it speaks, so it is not known whether it is the holder.',
    remedy: 'Ask for a credential that names its subject.',
  },
  subject_not_holder: {
    ends: 'fail',
    means: 'The credential speaks of somebody else than who shows it.',
    remedy: 'Do not take it for the holder’s. Whoever may show it for others is for you to know.',
  },
} satisfies Partial<Record<CheckCode, CodeExplanation>>
