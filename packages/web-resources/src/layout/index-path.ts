/** The path of the index of a DID's resources, below the DID's own base URL. */
export const indexPath = 'resources/index.jwt'
