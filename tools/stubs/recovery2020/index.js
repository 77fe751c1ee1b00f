const no = (name) =>
  class {
    constructor() {
      throw new Error(`${name}: it is not bundled in this repository`)
    }
    static get [Symbol.toStringTag]() {
      return name
    }
  }
export const EcdsaSecp256k1RecoverySignature2020 = no('EcdsaSecp256k1RecoverySignature2020')
export const EcdsaSecp256k1RecoveryMethod2020 = no('EcdsaSecp256k1RecoveryMethod2020')
export default { EcdsaSecp256k1RecoverySignature2020, EcdsaSecp256k1RecoveryMethod2020 }
