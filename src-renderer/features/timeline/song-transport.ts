/** What the timeline needs of the project's transport: the app hands it in, tests make their own. */
export interface SongTransport {
  readonly isPlaying: boolean
  /** What is heard now; called once a frame. */
  positionTicks(): number
  play(fromTicks?: number): void
  stop(): void
  locate(ticks: number): void
  /** Peaks since the last frame, linear. */
  readonly meters: { levels(trackId: string): { left: number; right: number } }
}
