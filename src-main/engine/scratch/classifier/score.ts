/** How well names are told. */

export interface NameScore {
  accuracy: number
  /** Mean over the classes that there are of 2 p r / (p + r). */
  macroF1: number
}

/** @param pairs of the right class and the one that was told */
export function scoreNames(pairs: readonly (readonly [right: number, told: number])[]): NameScore {
  const classes = [...new Set(pairs.map(([right]) => right))]
  const f1 = classes.map((each) => {
    const both = pairs.filter(([right, told]) => right === each && told === each).length
    const either = pairs.filter(([right]) => right === each).length
    const told = pairs.filter(([, name]) => name === each).length
    return (2 * both) / Math.max(1, either + told)
  })
  return {
    accuracy: pairs.filter(([right, told]) => right === told).length / Math.max(1, pairs.length),
    macroF1: f1.reduce((sum, each) => sum + each, 0) / Math.max(1, f1.length),
  }
}
