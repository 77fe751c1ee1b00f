import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import type { ReadOptions } from '../read-options.js'
import { readListReference } from '../status/list-reference.js'
import { statusPorts } from '../status/status-ports.js'
import { updateList } from '../status/update-list.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { RenewStatusListArgs, UpdatedStatusList } from '../types/status.js'

/** See {@link ITrustRegistryIssuer.renewStatusList}. */
export async function renewStatusList(
  args: RenewStatusListArgs,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<UpdatedStatusList> {
  checkMembers(args, 'renewStatusList', ['list', 'keyRef', 'kid'] satisfies (keyof RenewStatusListArgs)[])
  const reference = readListReference(readResourceUrl(args.list, 'list'))
  if (reference === undefined) {
    throw invalidArgument('list', 'is no DID URL by name and type; give <did>?resourceName=<name>&resourceType=<type>')
  }
  const { keyRef, kid } = args
  const update = {
    reference,
    anew: true,
    ...(keyRef !== undefined && { keyRef }),
    ...(kid !== undefined && { kid }),
  }
  const resource = await updateList(update, statusPorts(options), context)
  return { list: reference.url, entries: 0, resource }
}
