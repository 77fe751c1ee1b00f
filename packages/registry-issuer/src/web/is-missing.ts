/** Whether there is no such file or folder. Errors of Node may come from another realm, where instanceof fails. */
export const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'
