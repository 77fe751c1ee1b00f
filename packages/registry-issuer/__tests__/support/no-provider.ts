import type { IIdentifier } from '@veramo/core-types'
import { AbstractIdentifierProvider } from '@veramo/did-manager'

/** A DID provider that does nothing: the DIDs are there already, and the agent has only their keys. */
export class NoProvider extends AbstractIdentifierProvider {
  createIdentifier = no
  updateIdentifier = no
  deleteIdentifier = no
  addKey = no
  removeKey = no
  addService = no
  removeService = no
}

function no(): Promise<IIdentifier & boolean> {
  return Promise.reject(new Error('not needed'))
}
