const no = (name) =>
  class {
    constructor() {
      throw new Error(`${name}: lit-protocol is not bundled in this repository`)
    }
    static get [Symbol.toStringTag]() {
      return name
    }
  }
export const LitAccessControlConditionResource = no('LitAccessControlConditionResource')
