/** An answer as it goes over HTTP. */
export interface ResolverAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array | string
  /** What went wrong where the answer is an internal error. */
  fault?: unknown
}
