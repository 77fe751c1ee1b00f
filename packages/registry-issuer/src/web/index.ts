export { WebPublisher } from './web-publisher.js'
export type { WebPublisherOptions } from './web-publisher-options.js'
