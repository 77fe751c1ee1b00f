import type { DeactivatePayload, DidDocPayload, SignedMessage } from '../proto/did-types.js'
import { validateDidDoc } from './did-doc.js'
import { didRule } from './did.js'
import { uuidRule } from './id.js'
import { signInfosRule, uniqueByMethod, uniqueByMethodAndSignature } from './sign-info.js'
import { check, fields, required, type FieldErrors, type RuleResult } from './validation.js'

/** Any non-empty text is a version id here; only a deactivation asks for a UUID. */
function didDocPayload(payload: DidDocPayload | undefined, namespace?: string): RuleResult {
  if (payload === undefined) return 'cannot be blank'
  return validateDidDoc(payload, namespace) ?? fields({ version_id: required(payload.versionId) })
}

/** Judges MsgCreateDidDoc; the namespace is judged where one is given. */
export function validateCreateDid(msg: SignedMessage<DidDocPayload>, namespace?: string): FieldErrors | undefined {
  return fields({
    payload: didDocPayload(msg.payload, namespace),
    signatures: signInfosRule(uniqueByMethod, namespace)(msg.signatures),
  })
}

/** Judges MsgUpdateDidDoc; the namespace is judged where one is given. */
export function validateUpdateDid(msg: SignedMessage<DidDocPayload>, namespace?: string): FieldErrors | undefined {
  return fields({
    payload: didDocPayload(msg.payload, namespace),
    signatures: signInfosRule(uniqueByMethodAndSignature, namespace)(msg.signatures),
  })
}

/** Judges MsgDeactivateDidDoc; the namespace is judged where one is given. */
export function validateDeactivateDid(
  msg: SignedMessage<DeactivatePayload>,
  namespace?: string,
): FieldErrors | undefined {
  const { payload } = msg
  return fields({
    payload:
      payload === undefined
        ? 'cannot be blank'
        : fields({
            id: check(payload.id, required, didRule(namespace)),
            version_id: check(payload.versionId, required, uuidRule),
          }),
    signatures: signInfosRule(uniqueByMethodAndSignature, namespace)(msg.signatures),
  })
}
