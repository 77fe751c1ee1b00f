import { didDocument } from './did-document.js'

// node build/print-did-document.js <did> <public key in hex> <fragment>
const [did, publicKeyHex, fragment] = process.argv.slice(2)
if (did === undefined || publicKeyHex === undefined || fragment === undefined) {
  console.error('usage: print-did-document.js <did> <public key in hex> <fragment>')
  process.exitCode = 64
} else {
  console.log(JSON.stringify(didDocument(did, publicKeyHex, fragment)))
}
