/** What is no forged chain, but has its test: where it is, and what the test is called. */
export interface ProvenElsewhere {
  name: string
  sources: string[]
  /** Paths from the root of the repository, and titles of tests as they stand in the file. */
  tests: [file: string, title: string][]
}

const core = 'packages/core/__tests__/'
const verifier = 'packages/chain-verifier/__tests__/'
const resolver = 'packages/cheqd-did-resolver/__tests__/'

/** Attacks on what collects, caches and reports, and forms that must be read though others refuse them. */
export const provenElsewhere: ProvenElsewhere[] = [
  {
    name: 'delegated root (subject is not issuer) must work',
    sources: ['A', 'H6', 'R14'],
    tests: [[`${core}attacks-role.test.ts`, 'a delegated root, where subject is not issuer']],
  },
  {
    name: 'a TAO accredits itself to attest: must work',
    sources: ['R14'],
    tests: [[`${core}attacks-role.test.ts`, 'an accreditor that accredits itself to attest']],
  },
  {
    name: 'resolver that hangs',
    sources: ['A'],
    tests: [
      [`${resolver}hostile-answers.test.ts`, 'never answers: the call ends at its deadline'],
      [
        `${verifier}collect-trust-chain-evidence.test.ts`,
        'by keeping silent is given up at the deadline, also where it ignores the signal',
      ],
    ],
  },
  {
    name: 'resolver that redirects to a private address',
    sources: ['A'],
    tests: [[`${resolver}hostile-answers.test.ts`, 'redirects (%i) to another host: that host is never asked']],
  },
  {
    name: 'resolver that answers HTML',
    sources: ['A'],
    tests: [
      [`${resolver}hostile-answers.test.ts`, 'answers %i with a web page: nothing is concluded from it'],
      [
        `${verifier}verify-trust-chain.test.ts`,
        'never makes a chain trusted: it answers with the login page of a hotel',
      ],
    ],
  },
  {
    name: 'resolver that answers another DID’s document',
    sources: ['A', 'H20'],
    tests: [
      [`${verifier}verify-trust-chain.test.ts`, "never makes a chain trusted: it answers with another DID's document"],
    ],
  },
  {
    name: '10 MB resource, and an answer of 64 MB',
    sources: ['A'],
    tests: [
      [
        `${resolver}hostile-answers.test.ts`,
        'sends 64 MB without saying so: the connection is closed long before the end',
      ],
      [
        `${verifier}collect-trust-chain-evidence.test.ts`,
        'on the bytes of one resource leaves out only what is larger',
      ],
    ],
  },
  {
    name: 'the spellings and forms before 2025 crash the reader or are refused',
    sources: ['H12', 'H13'],
    tests: [
      [`${core}decode-dialects.test.ts`, 'each dialect by itself: read by default and named, refused in strict mode'],
      [`${core}attack-catalogue.test.ts`, 'a child in the forms of 2024 is read, not an exception'],
    ],
  },
  {
    name: 'the attestation itself is no part of the verification',
    sources: ['H17', 'R16'],
    tests: [[`${core}attacks-signature.test.ts`, 'a leaf signed by a stranger under the issuer’s kid']],
  },
  {
    name: 'a cache that is full fails for ever',
    sources: ['H18'],
    tests: [
      [`${resolver}cache.test.ts`, 'more than the cache may hold is not held'],
      [`${core}memo.test.ts`, 'forgets the credentials that were not asked for the longest'],
    ],
  },
  {
    name: 'what one caller does to a cached answer reaches another',
    sources: ['H19'],
    tests: [
      [`${resolver}cache.test.ts`, 'what a caller does to its answer does not reach the next one'],
      [`${core}report-pure.test.ts`, 'a report belongs to its reader: changing it changes no later one'],
    ],
  },
  {
    name: 'a list that can’t be fetched is an exception, not an answer',
    sources: ['H22'],
    tests: [[`${verifier}status-lists.test.ts`, 'leaves it open where the ledger does not answer']],
  },
  {
    name: 'no path, no evidence of each hop, no ids; failed chains without a reason',
    sources: ['H23', 'F4', 'R24'],
    tests: [
      [`${core}report.test.ts`, 'every check speaks of every link or of the whole, each with its clause'],
      [`${core}report.test.ts`, 'reasons: failures before what is open, in the order of the checks, from the leaf up'],
    ],
  },
  {
    name: 'one round trip after another',
    sources: ['H25'],
    tests: [
      [
        `${verifier}collect-trust-chain-evidence.test.ts`,
        'of a chain of %i accreditations are at most two more than they',
      ],
    ],
  },
  {
    name: 'how long the answer holds',
    sources: ['R23'],
    tests: [[`${core}status-time.test.ts`, 'the report holds no longer than the list']],
  },
]
