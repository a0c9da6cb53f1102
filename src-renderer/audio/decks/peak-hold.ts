/** The highest samples of both sides since somebody looked. */
export class PeakHold {
  #peaks: [number, number] = [0, 0]

  take(): readonly [number, number] {
    const peaks = this.#peaks
    this.#peaks = [0, 0]
    return peaks
  }

  add([left, right]: readonly [number, number]): void {
    this.#peaks = [Math.max(this.#peaks[0], left), Math.max(this.#peaks[1], right)]
  }
}
