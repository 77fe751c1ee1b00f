import type { SignedMessage } from '../proto/did-types.js'
import type { AlternativeUri, ResourcePayload } from '../proto/resource-types.js'
import { idRule, uuidRule } from './id.js'
import { signInfosRule, uniqueByMethodAndSignature } from './sign-info.js'
import { byteLength, check, each, fields, required, type FieldErrors, type RuleResult } from './validation.js'

/** Largest content, bytes: 2 MiB (x/resource/types/tx_msg_create_resource_payload.go). Gas refuses far less. */
const maxData = 2 * 1024 * 1024

function alternativeUri(uri: AlternativeUri): RuleResult {
  return fields({
    uri: check(uri.uri, required, byteLength(1, 256)),
    description: byteLength(1, 128)(uri.description),
  })
}

/** Judges MsgCreateResource. All lengths are in bytes. */
export function validateCreateResource(
  msg: SignedMessage<ResourcePayload>,
  namespace?: string,
): FieldErrors | undefined {
  const { payload } = msg
  return fields({
    payload:
      payload === undefined
        ? 'cannot be blank'
        : fields({
            resourceCollectionId: check(payload.collectionId, required, idRule),
            resourceId: check(payload.id, required, uuidRule),
            resourceName: check(payload.name, required, byteLength(1, 64)),
            resourceVersion: byteLength(1, 64)(payload.version),
            resourceType: check(payload.resourceType, required, byteLength(1, 64)),
            resourceAlternativeUri: each(alternativeUri)(payload.alsoKnownAs),
            data: check(payload.data, required, byteLength(1, maxData)),
          }),
    signatures: signInfosRule(uniqueByMethodAndSignature, namespace)(msg.signatures),
  })
}
