/** A failed JSON-RPC call: the code and words of JSON-RPC 2.0, and the node's own in `data`. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data = '',
  ) {
    super(message)
    this.name = 'RpcError'
  }
}
