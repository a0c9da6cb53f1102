/** A meter shows sound: what is no number, or beyond +120 dBFS, is none, and must not stay in its state. */
export const finite = (x: number): number => (Math.abs(x) <= 1e6 ? x : 0)
