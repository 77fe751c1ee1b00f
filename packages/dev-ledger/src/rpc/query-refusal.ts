import { status } from '@grpc/grpc-js'
import { AbciError, type AbciErrorName } from '../abci-error.js'

/** Statuses that the chain's queries answer with: code, Go's name for it, and the error that BaseApp makes of it. */
const statuses = {
  unknown: [status.UNKNOWN, 'Unknown', 'unknownRequest'],
  invalidArgument: [status.INVALID_ARGUMENT, 'InvalidArgument', 'invalidRequest'],
  notFound: [status.NOT_FOUND, 'NotFound', 'keyNotFound'],
} as const

/** A query's refusal, which the chain words in one way over gRPC and in another over the node's RPC. */
export class QueryRefusal extends Error {
  private constructor(
    /** gRPC status code. */
    readonly grpcCode: status,
    /** gRPC status message. */
    readonly details: string,
    /** The refusal as `abci_query` answers it. */
    readonly abci: AbciError,
    options?: { cause?: unknown },
  ) {
    super(details, options)
    this.name = 'QueryRefusal'
  }

  /** A refusal that a query states as a gRPC status (gRPCErrorToSDKError). */
  static status(code: keyof typeof statuses, message: string): QueryRefusal {
    const [grpcCode, goName, abciName] = statuses[code]
    return new QueryRefusal(grpcCode, message, new AbciError(abciName, `rpc error: code = ${goName} desc = ${message}`))
  }

  /** One of the chain's registered errors: they have no status of their own, so it is UNKNOWN, also for "not found". */
  static registered(name: AbciErrorName, detail: string): QueryRefusal {
    const { codespace, code, message } = new AbciError(name)
    return new QueryRefusal(
      status.UNKNOWN,
      `codespace ${codespace} code ${code}: ${message}: ${detail}`,
      new AbciError('unknownRequest', `${detail}: ${message}`),
    )
  }

  /** Any other error. */
  static plain(message: string): QueryRefusal {
    return new QueryRefusal(status.UNKNOWN, message, new AbciError('invalidRequest', message))
  }

  /** A request that is not the protobuf message of its query. */
  static malformed(cause: unknown): QueryRefusal {
    const message = cause instanceof Error ? cause.message : 'unknown error'
    return new QueryRefusal(
      status.INTERNAL,
      `grpc: error unmarshalling request: ${message}`,
      new AbciError('invalidRequest', message),
      { cause },
    )
  }
}
