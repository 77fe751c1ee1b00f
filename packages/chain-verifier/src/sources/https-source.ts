import { GuardedHttps, type GuardedHttpsOptions } from '@trustchains/web-resources'
import type { WebAnswer, WebSource } from '../collect/evidence-sources.js'
import { redactMessage } from '../collect/redact-message.js'

/** How an {@link HttpsSource} behaves. */
export type HttpsSourceOptions = Pick<GuardedHttpsOptions, 'allowedHosts' | 'allowLoopback' | 'ca' | 'resolve'>

/** JSON of any kind, and tokens of any kind: what schemas and signed status lists are served as. */
const mediaType = /^application\/(?:(?:[\w.-]+\+)?(?:json|jwt)|vc)$/i
const accept = 'application/json, application/jwt, application/*+json, application/*+jwt, application/vc, */*;q=0.1'

/**
 * Reads what credentials name by HTTPS URLs, from hosts that the operator allows. The URL comes from whoever wrote the
 * credential; {@link GuardedHttps} keeps it from leading the verifier into its own network.
 */
export class HttpsSource implements WebSource {
  readonly #https: GuardedHttps

  constructor(options: HttpsSourceOptions) {
    // Schemas move on their own host, as resources of did:web never do.
    this.#https = new GuardedHttps({ ...options, accept, mediaType, followsRedirect: true })
  }

  async read(url: string, bounds: { signal: AbortSignal; maxBytes: number }): Promise<WebAnswer> {
    const answer = await this.#https.read(url, bounds)
    if ('content' in answer) return answer
    if (answer.error === 'tooLarge') return { error: 'tooLarge' }
    const code = answer.error === 'forbidden' ? 'invalid' : 'unreachable'
    return { error: { code, message: redactMessage(answer.message) } }
  }
}
