/** Where the song is for the ear: what the audio thread told, and the clock of the loudspeaker. Pure. */
interface Place {
  contextFrame: number
  songFrame: number
  isPlaying: boolean
}

/** More than lie between what was made and what is heard. */
const MOST_PLACES = 64

export class SongClock {
  #places: Place[] = []

  tell(place: Place): void {
    this.#places.push(place)
    if (this.#places.length > MOST_PLACES) this.#places.shift()
  }

  forget(): void {
    this.#places = []
  }

  /** The song frame that is heard at a frame of the context; undefined before the first place that was told. */
  at(contextFrame: number): number | undefined {
    const place = this.#places.findLast((one) => one.contextFrame <= contextFrame)
    if (!place) return undefined
    return place.isPlaying ? place.songFrame + contextFrame - place.contextFrame : place.songFrame
  }
}
