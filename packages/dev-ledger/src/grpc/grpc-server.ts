import {
  Server,
  status,
  type handleUnaryCall,
  type MethodDefinition,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import type { Chain } from '../chain.js'
import { queryPaths, runQuery } from '../rpc/queries.js'
import type { QueryHandler } from '../rpc/query-handler.js'
import { QueryRefusal } from '../rpc/query-refusal.js'
import { broadcastTx } from './broadcast-tx.js'

type Unary = handleUnaryCall<Uint8Array, Uint8Array>

/** Largest message that is taken, bytes: the default of a node's `grpc.max-recv-msg-size` is 10 MiB. */
const maxMessageBytes = 10 * 1024 * 1024

/**
 * Builds the node's gRPC server: every query of the RPC under its own path, and BroadcastTx. Messages pass as bytes, for
 * the queries read and write protobuf themselves.
 * @param log - hears of every call.
 */
export function buildGrpcServer(chain: Chain, log?: (line: string) => void): Server {
  const server = new Server({ 'grpc.max_receive_message_length': maxMessageBytes })
  const handlers = new Map<string, QueryHandler>(
    queryPaths.map((path) => [path, (on, data) => runQuery(on, path, data)]),
  )
  handlers.set('/cosmos.tx.v1beta1.Service/BroadcastTx', broadcastTx)
  // One definition for all: the server goes by each method's path, not by the services' names.
  const methods = [...handlers]
  const service: ServiceDefinition = Object.fromEntries(methods.map(([path]) => [path, methodOf(path)]))
  const implementation: UntypedServiceImplementation = Object.fromEntries(
    methods.map(([path, handler]) => [path, unary(chain, path, handler, log)]),
  )
  server.addService(service, implementation)
  return server
}

function unary(chain: Chain, path: string, handler: QueryHandler, log: ((line: string) => void) | undefined): Unary {
  return (call, callback) => {
    const started = performance.now()
    const end = (code: number): void => log?.(`grpc ${path} ${code} ${(performance.now() - started).toFixed(1)} ms`)
    const refuse = (error: unknown): void => {
      if (!(error instanceof QueryRefusal)) log?.(`grpc fault: ${error instanceof Error ? error.message : 'unknown'}`)
      const { grpcCode, details } =
        error instanceof QueryRefusal
          ? error
          : { grpcCode: status.INTERNAL, details: error instanceof Error ? error.message : 'internal error' }
      callback({ code: grpcCode, details })
      end(grpcCode)
    }
    const run = async (): Promise<void> => {
      callback(null, await handler(chain, call.request))
      end(0)
    }
    run().catch(refuse)
  }
}

function methodOf(path: string): MethodDefinition<Uint8Array, Uint8Array> {
  const bytes = { serialize: (message: Uint8Array) => Buffer.from(message), deserialize: (data: Buffer) => data }
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes.serialize,
    requestDeserialize: bytes.deserialize,
    responseSerialize: bytes.serialize,
    responseDeserialize: bytes.deserialize,
  }
}
