/** How often the song was not made in time since the song was last begun, and how much of it was lost. */
export class SoundGaps {
  count = $state(0)
  lostMs = $state(0)

  take(lostMs: number): void {
    this.count += 1
    this.lostMs += lostMs
  }

  clear(): void {
    this.count = 0
    this.lostMs = 0
  }
}
