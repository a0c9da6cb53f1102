/** What the view needs of sound: the place that is heard, and keys of a track's instrument. */
export interface NotesTransport {
  readonly isPlaying: boolean
  positionTicks(): number
  /** Velocity 0 lets the key go. */
  playKey(trackId: string, pitch: number, velocity: number): void
  /** Moves the playhead; without it the ruler is only to be read. */
  locate?(ticks: number): void
  /** Plays the piece from there on. */
  play?(fromTicks: number): void
  stop?(): void
}
