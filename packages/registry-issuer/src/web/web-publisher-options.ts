import type { OutboxStore } from '../types/outbox-store.js'

/** How a `WebPublisher` behaves. */
export interface WebPublisherOptions {
  /** The folder that a web server shows as the root of the host: `https://<host>/`. */
  folder: string
  /** The host of the DIDs that are published there: `example.org`, or `example.org:8443`. */
  host: string
  /**
   * Where processes that share the folder lock it for one another, and where the last index is remembered: the store, or the
   * folder, that all of them have as their outbox. Not within `folder`, which is public. Default: the outbox of the plugin that
   * the publisher was given to; without a plugin, or within a publisher of your own that does not pass `useOutbox` on, the
   * plugin's default folder.
   */
  outbox?: OutboxStore | { path: string }
  /**
   * Days after which an index is no longer believed, so that whoever stops the server from being updated does not go
   * unnoticed; publish, or call `refresh`, more often. Default: it is believed for ever.
   */
  indexDays?: number
}

/** How `WebPublisher.refresh` is to go about it. */
export interface RefreshOptions {
  /**
   * Goes on with the index that stands in the folder though it is older than the last one, or with none: for an operator who
   * has lost the newest. What was published since, a revocation too, is withdrawn by it; publish it again. Default false.
   */
  asItStands?: boolean
}
