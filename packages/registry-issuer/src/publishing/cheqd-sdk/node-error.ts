/** Why a node gave no answer that can be used. The message has no URL in it: a URL may carry a key of the node's provider. */
export class NodeError extends Error {
  override readonly name = 'NodeError'

  /**
   * @param mayHaveArrived - whether what was sent may have reached the node all the same
   */
  constructor(
    message: string,
    readonly mayHaveArrived: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
