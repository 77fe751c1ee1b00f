/**
 * Stands in for @digitalbazaar/http-client, by which Veramo's JSON-LD packages would fetch contexts: its version there does not
 * load on Node 24. No test fetches a context.
 */
const refuse = () => {
  throw new Error('a test fetched a JSON-LD context')
}
module.exports = { DEFAULT_HEADERS: {}, httpClient: { get: refuse } }
