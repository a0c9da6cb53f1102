/** In which order steps were done and undone, whichever history they stand in. */
let count = 0
const touched = new WeakMap<object, number>()

/** The step was just done, undone or done again. */
export function touch(step: object): void {
  touched.set(step, ++count)
}

/** Grows with every step that is done or undone; 0 for what never was. */
export const touchedAt = (step: object | null | undefined): number =>
  step ? (touched.get(step) ?? 0) : 0

/** Of the last step that was done or undone anywhere. */
export const lastTouch = (): number => count
