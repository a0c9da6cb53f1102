/** What the timeline took in a browser, in milliseconds of JavaScript on the page's thread. */
import type { Spread } from "./measured-frames.ts"

export interface MeasuredDocument {
  tracks: number
  clips: number
  notes: number
  /** From the document to the first picture. */
  openMs: number
}

/** Each frame of a scroll: the wheel's event, what follows from it, and drawing. By the clock on the wall. */
export interface MeasuredScroll extends Spread {
  most: number
}

/** What the page offers. */
export interface TimelineBench {
  names: string[]
  open(): Promise<MeasuredDocument>
  prepare(name: string): Promise<void>
  scroll(name: string, frames: number): Promise<MeasuredScroll>
}
