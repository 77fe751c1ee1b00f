/** Days that matter in a forest; times of evaluation lie around the bounds and between them. */
export const days = {
  from: ['2026-01-10T00:00:00Z', '2026-02-10T00:00:00Z', '2026-05-10T00:00:00Z'],
  until: ['2026-06-10T00:00:00Z', '2026-07-10T00:00:00Z', '2027-01-10T00:00:00Z'],
  published: '2026-01-03T00:00:00Z',
  renewed: '2026-03-03T00:00:00Z',
  later: '2026-09-03T00:00:00Z',
} as const

/** Codes as accreditations may write them. */
export const codes = ['FI', 'FIN', 'FI-01', 'DE', 'DE-BY'] as const
