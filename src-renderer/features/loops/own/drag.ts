/** The number of one of the project's own loops, while it is dragged to a corner. */
export const DOT_TYPE = "application/x-slipmat-own-loop"
