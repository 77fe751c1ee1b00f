/** The list of {@link Evidence} in which a resource stands. */
export type ResourceRole = 'resources' | 'schemas' | 'statusLists'
