import type { Chain } from './chain.js'
import type { SideRoute } from './resolver/resolver-server.js'

/** Newest blocks and DIDs that the page shows. */
const shown = 20

/** `GET /`: what the ledger holds, for a person with a browser. */
export function statusPage(chain: Chain): SideRoute {
  return () => {
    const { tip, state, params } = chain
    const blocks = chain.blocks.slice(-shown).reverse()
    const dids = [...state.dids.keys()].slice(-shown).reverse()
    const body = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>cheqd-dev-ledger</title>
<style>body{font:15px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}td{padding:0 1rem 0 0}</style>
<h1>cheqd-dev-ledger</h1>
<p>For development and tests: no chain, no consensus, no tokens of any worth.</p>
<table>
<tr><td>Chain</td><td>${escape(params.chainId)}</td></tr>
<tr><td>Height</td><td>${tip.height}</td></tr>
<tr><td>Time</td><td>${tip.time.toISOString()}</td></tr>
<tr><td>DIDs</td><td>${state.dids.size}</td></tr>
<tr><td>Resources</td><td>${state.resourceCount}</td></tr>
</table>
<h2>Newest DIDs</h2>
<ul>${dids.map((did) => `<li><a href="/1.0/identifiers/${encodeURIComponent(did)}">${escape(did)}</a></li>`).join('')}</ul>
<h2>Newest blocks</h2>
<table>${blocks
      .map((block) => {
        const txs = block.txs.map(({ hash, result }) => `${hash} (code ${result.code})`).join(', ')
        return `<tr><td>${block.height}</td><td>${block.time.toISOString()}</td><td>${escape(txs)}</td></tr>`
      })
      .join('')}</table>
</html>`
    return Promise.resolve({ status: 200, body })
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
