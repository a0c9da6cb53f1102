/** What is dragged between views, by the type under which a drag's data hold it. */

/** Ids of songs of the library, one a line. */
export const SONGS_TYPE = "application/x-slipmat-songs"

/** A call and its answer, as JSON. */
export const EXCHANGE_TYPE = "application/x-slipmat-exchange"

/** Which gesture of the scratch lab, as JSON. */
export const GESTURE_TYPE = "application/x-slipmat-gesture"
