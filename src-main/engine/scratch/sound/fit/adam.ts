/** Adam (D. Kingma and J. Ba, 2015) for a few hundred numbers. */
export interface AdamMemory {
  step: number
  first: Float64Array
  second: Float64Array
}

export const adamMemory = (size: number): AdamMemory => ({
  ...{ step: 0, first: new Float64Array(size), second: new Float64Array(size) },
})

const [BETA1, BETA2, EPSILON] = [0.9, 0.98, 1e-9]

/** In place. @param rates how far each number goes in a step at most, about */
export function adamStep(
  values: Float64Array,
  slopes: Float64Array,
  rates: Float64Array,
  memory: AdamMemory,
): void {
  memory.step++
  const [one, two] = [1 - BETA1 ** memory.step, 1 - BETA2 ** memory.step]
  for (let i = 0; i < values.length; i++) {
    const slope = slopes[i]!
    memory.first[i] = BETA1 * memory.first[i]! + (1 - BETA1) * slope
    memory.second[i] = BETA2 * memory.second[i]! + (1 - BETA2) * slope * slope
    values[i]! -=
      (rates[i]! * (memory.first[i]! / one)) / (Math.sqrt(memory.second[i]! / two) + EPSILON)
  }
}
