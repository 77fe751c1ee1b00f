export const decryptString = async () => {
  throw new Error('decryptString: lit-protocol is not bundled in this repository')
}
