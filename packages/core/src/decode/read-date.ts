import { formatTime, isFormatted } from '../parse-time.js'
import type { StatedDate } from '../types/credential.js'

/** A date that a credential states. It is written out only where a report needs it, and then once. */
export class ReadDate implements StatedDate {
  /** How a report writes it, where that is known already. */
  written: string | undefined

  /** @param written - the same instant as a credential writes it */
  constructor(
    readonly from: string,
    readonly ms: number,
    written?: string,
  ) {
    this.written = written !== undefined && isFormatted(written) ? written : undefined
  }

  /** RFC 3339, in UTC. */
  get text(): string {
    this.written ??= formatTime(this.ms)
    return this.written
  }
}
