import { TestEnvironment } from 'jest-environment-node'

/** Skips the tests after one that failed: the mutant is dead. */
export default class StopAtFirstFailure extends TestEnvironment {
  hasFailed = false

  /** @param {import('@jest/types').Circus.AsyncEvent | import('@jest/types').Circus.SyncEvent} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.hasFailed = true
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip'
  }
}
