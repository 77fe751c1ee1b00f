import { formatTime } from '../parse-time.js'
import type { StatedDate } from '../types/credential.js'

/** A date that a credential states. It is written out only where a report needs it, and then once. */
export class ReadDate implements StatedDate {
  private written?: string

  constructor(
    readonly from: string,
    readonly ms: number,
  ) {}

  /** RFC 3339, in UTC. */
  get text(): string {
    this.written ??= formatTime(this.ms)
    return this.written
  }
}
