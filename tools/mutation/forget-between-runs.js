/**
 * Empties every cache of a class between two runs: what one mutant put in is not for the next.
 *
 * @param {{ get: Function, set: Function }} prototype - the class's
 * @param {() => number} run - the number of the present run
 */
export function forgetBetweenRuns(prototype, run) {
  const known = new WeakMap()
  const keysOf = (map) => {
    const kept = known.get(map)
    if (kept?.run === run()) return kept.keys
    const keys = new Set()
    known.set(map, { run: run(), keys })
    return keys
  }
  const { get, set } = prototype
  prototype.get = function (key, ...rest) {
    return keysOf(this).has(key) ? get.call(this, key, ...rest) : undefined
  }
  prototype.set = function (key, ...rest) {
    keysOf(this).add(key)
    return set.call(this, key, ...rest)
  }
}
