/** What is under way, by whose it is and key. */
const underWay = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Lets those who want the same thing while it is under way share it: of a batch each credential wants the same list.
 *
 * @param owner - of the same owner and key it is the same, with the same type of result
 */
export async function shareInFlight<T>(owner: object, key: string, run: () => Promise<T>): Promise<T> {
  const ofOwner = underWay.get(owner) ?? new Map<string, Promise<unknown>>()
  underWay.set(owner, ofOwner)
  const found = ofOwner.get(key)
  if (found !== undefined) return found as Promise<T>
  const started = run().finally(() => ofOwner.delete(key))
  ofOwner.set(key, started)
  return started
}
