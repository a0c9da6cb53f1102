/** Who plays a note, as the duet's model is told it: by an instrument, so that whose turn it is can be read off every row. */

/** General MIDI programs, which stand for no sound here. */
export const CALLER = 0
export const ANSWERER = 1

/** What the model was told an exchange is: `genre` of its traits. */
export const MODES = ["answer", "continue", "imitate", "accompany"] as const
export type Mode = (typeof MODES)[number]
