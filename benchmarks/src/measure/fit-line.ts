/** A straight line, `y = slope * x + start`. */
export interface Line {
  slope: number
  start: number
  /** How much of what the points differ the line explains; 1 is all. */
  r2: number
}

/** The line that is nearest to points, by least squares. */
export function fitLine(xs: readonly number[], ys: readonly number[]): Line {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const sxy = xs.reduce((sum, x, index) => sum + (x - mx) * ((ys[index] ?? 0) - my), 0)
  const sxx = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
  const syy = ys.reduce((sum, y) => sum + (y - my) ** 2, 0)
  return { slope: sxy / sxx, start: my - (sxy / sxx) * mx, r2: sxy ** 2 / (sxx * syy) }
}
