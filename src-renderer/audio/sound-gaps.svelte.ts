/** How often the song was not made in time since the studio was opened, and how much of it was lost. */
export class SoundGaps {
  count = $state(0)
  lostMs = $state(0)

  take(lostMs: number): void {
    this.count += 1
    this.lostMs += lostMs
  }
}
