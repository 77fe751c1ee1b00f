import { fn, spyOn } from 'jest-mock'

/** What the tests take from `@jest/globals`. */
export const jest = { fn, spyOn }
