const no = (name) =>
  class {
    constructor() {
      throw new Error(`${name}: lit-protocol is not bundled in this repository`)
    }
    static get [Symbol.toStringTag]() {
      return name
    }
  }
export const LitNodeClient = no('LitNodeClient')
export const LitNodeClientNodeJs = no('LitNodeClientNodeJs')
export const encryptString = async () => {
  throw new Error('encryptString: lit-protocol is not bundled in this repository')
}
