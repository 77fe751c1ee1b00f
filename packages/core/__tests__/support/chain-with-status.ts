import { mintChain } from '@trustchains/test-kit'
import type { CredentialDraft, LinkTamper, MintedChain, MintOptions } from '@trustchains/test-kit'
import { bitsOf, entry, listCredential, listUrl, signed } from './status-list.js'

/** Who issues each link of a chain of the default depth. */
export const issuers = { root: 'root', a1: 'root', a2: 'p1', leaf: 'p2' } as const
export type LinkName = keyof typeof issuers

/** What is published as a list. */
export interface Publication {
  content: string
  name?: string
  type?: string
  collection?: string
  created?: string
  checksum?: string
  id?: string
}

/** How a status is set up: on which link, what it says, and what is published as the list. */
export interface StatusCase {
  link?: LinkName
  /** The credentialStatus; default: an entry for the issuer's list. */
  status?: (url: string, chain: Pick<MintedChain, 'did' | 'url'>) => unknown
  /** The lists; default: a signed one in which nothing is set. */
  lists?: (chain: MintedChain, issuer: string) => Publication[]
  type?: string
  options?: MintOptions
  /** Changes what the status does not say, and where. */
  tamper?: LinkTamper
}

/** The chain with that status, and its lists published. */
export function chainWith({
  link = 'leaf',
  status = (url) => entry(url),
  lists,
  type,
  options = {},
  tamper = {},
}: StatusCase): MintedChain {
  const payload = (draft: CredentialDraft, names: Pick<MintedChain, 'did' | 'url'>): void => {
    draft.credentialStatus = status(listUrl(names.did(issuers[link]), type), names)
  }
  const chain = mintChain({ ...options, tamper: { ...options.tamper, [link]: { payload, ...tamper } } })
  const issuer = chain.did(issuers[link])
  const published = lists?.(chain, issuer) ?? [
    { content: signed(chain, issuers[link], listCredential(issuer, bitsOf({}))) },
  ]
  for (const [index, { content, ...more }] of published.entries()) {
    chain.world.publish({
      collection: issuer,
      id: `00000000-0000-4000-8000-00000000000${String(index)}`,
      name: 'list',
      type: type ?? 'BitstringStatusListCredential',
      created: '2026-01-10T00:00:00Z',
      content,
      ...more,
    })
  }
  return chain
}
