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
