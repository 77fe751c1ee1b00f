import type { CredentialDraft, MintOptions, ScopeDraft, Tamper } from '@trustchains/test-kit'
import { judge, outcome } from './judge.js'

/** An attack or its honest neighbour: what it is, how it is minted, how it must end. */
export type Row = [name: string, options: MintOptions, end: string]

/** How a minted chain ends. */
export const outcomeOf = (options: MintOptions): string => outcome(judge(options))

/** Changes the credential of a link before it is signed. */
export const payload = (link: string, change: Tamper<CredentialDraft>): MintOptions => ({
  tamper: { [link]: { payload: change } },
})

/** Changes the termsOfUse of a link. */
export const terms = (
  link: string,
  change: (policy: CredentialDraft['termsOfUse'], names: Parameters<Tamper<CredentialDraft>>[1]) => void,
): MintOptions =>
  payload(link, (draft, names) => {
    change(draft.termsOfUse, names)
  })

/** Changes the accreditedFor of a link. */
export const scopes = (link: string, change: (entries: ScopeDraft[]) => ScopeDraft[]): MintOptions =>
  payload(link, (draft) => {
    draft.credentialSubject.accreditedFor = change(draft.credentialSubject.accreditedFor ?? [])
  })
