/** Bounds of an {@link OutboxStore}, which every implementation keeps. */
export const outboxLimits = {
  /** Bytes of a key. */
  maxKeyBytes: 512,
  /** Bytes of UTF-8 of a value. */
  maxValueBytes: 4 * 1024 * 1024,
  /** Changes of one commit. */
  maxChanges: 1000,
  /** Records of one list. */
  maxListed: 1000,
} as const
