/** Musical time is counted in ticks; 960 divide by every grid down to the triplet of a sixty-fourth. */
export const TICKS_PER_QUARTER = 960

export const TICKS_PER_WHOLE = 4 * TICKS_PER_QUARTER

/** Musical data that has no meaning, such as an empty tempo map. */
export class MusicError extends Error {
  override readonly name = "MusicError"
}
