import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of the outbox unless the plugin is told another: `TRUSTCHAINS_OUTBOX` of the environment, otherwise
 * `trustchains/outbox` in the folder for the state of programs: `$XDG_STATE_HOME` or `~/.local/state` on Linux and the
 * like (XDG Base Directory), `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows.
 */
export function defaultOutboxPath(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  const { TRUSTCHAINS_OUTBOX: chosen, XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = environment
  if (chosen !== undefined && chosen !== '') return chosen
  return join(stateFolder(platform, home, xdg, local), 'trustchains', 'outbox')
}

function stateFolder(platform: NodeJS.Platform, home: string, xdg?: string, local?: string): string {
  if (platform === 'win32') return local ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  // The specification ignores a path that is not absolute.
  return xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'state')
}
