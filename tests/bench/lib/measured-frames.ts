/** What the map's stage took in a browser; all in milliseconds of JavaScript on the page's thread. */
export interface Spread {
  median: number
  p95: number
}

export interface MeasuredFrames {
  drawCalls: number
  orbitMs: Spread
  glideMs: Spread
  /** One pick while the eye rests. */
  pickMs: number
  /** The first pick after the eye has moved: the screen index is made anew. */
  indexMs: number
  renderer: string
}

/** What the Notes view took, from the event to the picture. */
export interface MeasuredNotes {
  openMs: number
  /** Scrolling while all notes are on screen. */
  wholeMs: Spread
  /** Scrolling near by, some hundred notes on screen. */
  scrollMs: Spread
  /** Selecting one note after the other. */
  selectMs: Spread
  /** All notes dragged by one of them. */
  dragMs: Spread
}
