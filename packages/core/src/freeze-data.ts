const frozen = new WeakSet()

/**
 * Freezes plain data and all in it. What was frozen so is known by its identity: core looks at such a policy and at such
 * lists of evidence once, and at the accreditations in them once for each policy and time of evaluation.
 *
 * @param data - objects and arrays as JSON has them, without getters
 * @returns the same object
 * @example
 * ```ts
 * const { resources, schemas, statusLists, didDocuments } = evidence
 * for (const list of [resources, schemas, statusLists, didDocuments]) freezeData(list)
 * ```
 */
export function freezeData<T extends object>(data: T): T {
  const stack: unknown[] = [data]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue
    Object.freeze(next)
    for (const member of Object.values(next) as unknown[]) if (typeof member === 'object') stack.push(member)
  }
  frozen.add(data)
  return data
}

/** Whether all of a value was frozen by {@link freezeData}, so that its identity stands for its content. */
export const isFrozenData = (data: object): boolean => frozen.has(data)
