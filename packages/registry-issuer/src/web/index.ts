export { WebPublisher } from './web-publisher.js'
export type { RefreshOptions, WebPublisherOptions } from './web-publisher-options.js'
