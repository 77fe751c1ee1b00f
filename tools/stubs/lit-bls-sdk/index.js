export const initWasmBlsSdk = async () => {
  throw new Error('initWasmBlsSdk: lit-protocol is not bundled in this repository')
}
