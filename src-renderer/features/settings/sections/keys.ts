/** The computer's keys as a piano, as the window has them. */
export interface Keys {
  readonly isOn: boolean
  toggle(): void
  octave: number
  velocity: number
}
export const OCTAVES = { low: 0, high: 8 }
export const VELOCITIES = { low: 20, high: 127 }

/** A whole number between two others. */
export function parseWhole(
  text: string,
  { low, high }: { low: number; high: number },
): number | undefined {
  const value = Number(text.trim())
  return text.trim() !== "" && Number.isInteger(value) && value >= low && value <= high
    ? value
    : undefined
}
