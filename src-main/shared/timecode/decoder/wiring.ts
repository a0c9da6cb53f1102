/** How the two channels may reach the decoder: cables, pickups and preamplifiers swap them and turn their sign over. */

export interface Wiring {
  readonly isSwapped: boolean
  /** Of the channel as it comes in. */
  readonly invertsLeft: boolean
  readonly invertsRight: boolean
}

export const PLAIN: Wiring = { isSwapped: false, invertsLeft: false, invertsRight: false }

/** Every wiring, the usual one first, then what one wrong plug or one wrong pin makes. */
export const WIRINGS: readonly Wiring[] = [0, 4, 3, 1, 2, 7, 5, 6].map((bits) => ({
  isSwapped: (bits & 4) !== 0,
  invertsLeft: (bits & 1) !== 0,
  invertsRight: (bits & 2) !== 0,
}))
