/**
 * What a hostile source does with the requests that it is hostile to.
 *
 * - `hang-before-headers`, `hang-after-headers`, `hang-in-body`: it stops there, the connection open
 * - `trickle`: a byte of the honest answer each 100 ms
 * - `large`: 10 MB of spaces before the honest answer; `endless`: bytes without end; `gzip-bomb`: 64 KB that are 64 MiB
 * - `redirect-private`: to a host of a private network (the decoy, by its loopback address); `redirect-metadata`: to the
 *   address under which clouds hand out credentials; `redirect-loop`: to itself, one path deeper each time
 * - `html`: a web page with status 200; `html-404`: one with status 404
 * - `truncated`: half of the honest answer, complete by its headers; `broken-off`: half of it, the connection closed
 * - `wrong-answer`: the honest answer to another question
 * - `wrong-bytes`: content with one byte changed; metadata as they are
 * - `unavailable`: 503, always; `flapping`: 503 for each first time that something is asked
 * - `closes`: it closes each connection without an answer
 */
export type HostileBehaviour = (typeof hostileBehaviours)[number]

/** All that a {@link HostileBehaviour} can be. */
export const hostileBehaviours = [
  'hang-before-headers',
  'hang-after-headers',
  'hang-in-body',
  'trickle',
  'large',
  'endless',
  'gzip-bomb',
  'redirect-private',
  'redirect-metadata',
  'redirect-loop',
  'html',
  'html-404',
  'truncated',
  'broken-off',
  'wrong-answer',
  'wrong-bytes',
  'unavailable',
  'flapping',
  'closes',
] as const
