import { AbciError } from '../abci-error.js'
import type { SignedMessage } from '../proto/did-types.js'
import type { FieldErrors } from '../rules/validation.js'

/** The payload of a message that passed its basic rules; otherwise 1205 (the message's ValidateBasic). */
export function requireValid<Payload>(msg: SignedMessage<Payload>, errors: FieldErrors | undefined): Payload {
  if (errors !== undefined || msg.payload === undefined)
    throw new AbciError('basicValidation', errors?.toString() ?? 'payload: cannot be blank.')
  return msg.payload
}
