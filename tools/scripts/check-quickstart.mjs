// Does what examples/quickstart/README.md tells a reader to do, word for word, and looks at what is printed: Veramo's
// CLI ends with 0 also where it failed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const config = ['--config', 'examples/quickstart/agent.yml']
const running = []

/** Starts a program that keeps running, in a process group of its own, and waits for what it prints when it is ready. */
async function start(command, args, ready) {
  const child = spawn(command, args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  let printed = ''
  await new Promise((resolve, reject) => {
    const fail = () => {
      reject(new Error(`${command} ${args.join(' ')} did not get ready: ${printed}`))
    }
    const timer = setTimeout(fail, 60_000)
    child.on('exit', fail)
    // Read to its end, or the program would fail to write.
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += String(text)
      if (!printed.includes(ready)) return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Runs a program to its end and returns what it printed. */
async function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], timeout: 300_000 })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += String(text)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}: ${printed}`)
  return printed
}

function expect(what, condition, found) {
  if (!condition) throw new Error(`${what}; found: ${String(found).slice(0, 500)}`)
  console.log(`ok: ${what}`)
}

/** The methods of all plugins, by their schemas. */
async function pluginMethods() {
  const folder = `${root}plugin-schemas/`
  const schemas = await Promise.all((await readdir(folder)).map((name) => readFile(`${folder}${name}`, 'utf8')))
  const methods = schemas.flatMap((text) =>
    Object.values(JSON.parse(text)).flatMap(({ components }) => Object.keys(components.methods)),
  )
  if (methods.length === 0) throw new Error('plugin-schemas/ has no methods')
  return methods
}

async function post(method, body) {
  const response = await fetch(`http://localhost:3332/agent/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer quickstart', 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}

try {
  await start('npx', ['cheqd-dev-ledger'], 'resolver')
  const demo = await run('npm', ['run', 'demo'])
  expect('the demo uses the ledger that runs', demo.includes('Using the development ledger'), demo)

  const hasDns = existsSync('/usr/sbin/named') && existsSync('/usr/bin/dnssec-signzone')
  const told = hasDns ? 'accepted by domain education.example' : 'Skipped: it needs'
  expect('the demo anchors the root in DNS, or says what that needs', demo.includes(told), demo.slice(-3000))

  const check = await run('npx', ['veramo', ...config, 'config', 'check'])
  expect('config check is fine', check.includes('configuration seems fine'), check)

  const execute = async (method, file) =>
    JSON.parse(
      await run('npx', ['veramo', ...config, 'execute', '-m', method, '-f', `examples/quickstart/out/${file}`]),
    )
  const report = await execute('verifyTrustChain', 'verify.json')
  expect('verifyTrustChain trusts the diploma', report.verdict === 'trusted', JSON.stringify(report.reasons))
  const issued = await execute('issueAttestation', 'issue-attestation.json')
  expect('issueAttestation gives a JWT', typeof issued.jwt === 'string', JSON.stringify(issued))

  await start('npx', ['veramo', ...config, 'server'], 'ready at')
  const openApi = await (await fetch('http://localhost:3332/open-api.json')).json()
  const missing = (await pluginMethods()).filter((method) => openApi.paths[`/${method}`] === undefined)
  expect('the OpenAPI document has every method of the plugins', missing.length === 0, missing)
  const good = await post('verifyTrustChain', await readFile(`${root}examples/quickstart/out/verify.json`, 'utf8'))
  expect('the server trusts the diploma', JSON.parse(good.text).verdict === 'trusted', good.text)
  const wrongType = await post('verifyTrustChain', { credential: 5 })
  expect(
    'a body of the wrong type is refused by name',
    wrongType.status === 400 && wrongType.text.includes('#/credential'),
    wrongType.text,
  )
  const misspelt = await post('verifyTrustChain', { credential: 'x', policy: { anchor: [] } })
  expect('a misspelt field is refused by name', misspelt.text.includes('policy.anchor'), misspelt.text)
} finally {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGTERM')
    } catch {
      // It has ended already.
    }
  }
}
