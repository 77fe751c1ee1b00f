/** What a shape is, and so how it is coloured: in light as attributes, in dark by the style sheet. */
export type SvgTone =
  | 'page'
  | 'card'
  | 'ink'
  | 'soft'
  | 'line'
  | 'pass'
  | 'fail'
  | 'indeterminate'
  | 'skipped'
  | 'pass-ground'
  | 'fail-ground'
  | 'indeterminate-ground'
  | 'on-mark'

const light: Record<SvgTone, string> = {
  page: '#f6f8fa',
  card: '#ffffff',
  ink: '#1f2328',
  soft: '#59636e',
  line: '#d1d9e0',
  pass: '#1a7f37',
  fail: '#cf222e',
  indeterminate: '#9a6700',
  skipped: '#818b98',
  'pass-ground': '#dafbe1',
  'fail-ground': '#ffebe9',
  'indeterminate-ground': '#fff8c5',
  'on-mark': '#ffffff',
}

const dark: Record<SvgTone, string> = {
  page: '#0d1117',
  card: '#161b22',
  ink: '#f0f6fc',
  soft: '#9198a1',
  line: '#3d444d',
  pass: '#3fb950',
  fail: '#f85149',
  indeterminate: '#d29922',
  skipped: '#6e7681',
  'pass-ground': '#12261e',
  'fail-ground': '#2d1214',
  'indeterminate-ground': '#2a2111',
  'on-mark': '#0d1117',
}

/** Attributes that fill a shape. The names are prefixed: an SVG inside of a page shares its style sheet. */
export const fill = (tone: SvgTone): string => `class="tc-f-${tone}" fill="${light[tone]}"`

/** Attributes that draw a shape's outline only. */
export const outline = (tone: SvgTone, width: number): string =>
  `class="tc-s-${tone}" fill="none" stroke="${light[tone]}" stroke-width="${String(width)}"`

const rules = (Object.keys(dark) as SvgTone[]).map(
  (tone) => `.tc-f-${tone}{fill:${dark[tone]}}.tc-s-${tone}{stroke:${dark[tone]}}`,
)

/** The style sheet: only what depends on dark and light, so that a viewer without CSS shows light. */
export const styleSheet = `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`

export const sansFont = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
