import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { ExplainTrustChainArgs, TrustChainExplanation } from '../types/ITrustChainVerifier.js'
import { mermaid } from './mermaid.js'
import { readReport } from './read-report.js'
import { svg } from './svg/svg.js'
import { textTree } from './text-tree.js'

const renderers = { text: textTree, mermaid, svg } as const

/**
 * Writes a report for people. Pure: the same report gives the same text.
 *
 * @throws TrustChainVerifierError code `invalid_argument`: `report` is no report, or `format` is not known
 */
export function explainTrustChain(args: ExplainTrustChainArgs): TrustChainExplanation {
  refuseUnknown(args, ['report', 'format'])
  const { report, format = 'text' } = args
  // A list of one name is looked up as the name.
  if (typeof format !== 'string' || !Object.hasOwn(renderers, format)) {
    throw new TrustChainVerifierError('invalid_argument', "format must be 'text', 'mermaid' or 'svg'")
  }
  return { format, text: renderers[format](readReport(report)) }
}
