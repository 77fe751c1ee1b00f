export { CheqdSdkPublisher } from './cheqd-sdk-publisher.js'
export type { CheqdSdkPublisherOptions, MnemonicSource } from './cheqd-sdk-publisher-options.js'
