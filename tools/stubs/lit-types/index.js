export const LitAbility = {
  AccessControlConditionDecryption: 'access-control-condition-decryption',
  AccessControlConditionSigning: 'access-control-condition-signing',
  PKPSigning: 'pkp-signing',
  RateLimitIncreaseAuth: 'rate-limit-increase-auth',
  LitActionExecution: 'lit-action-execution',
}
