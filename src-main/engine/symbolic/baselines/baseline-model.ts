/** What every model must beat, asked in one way. */
export interface BaselineModel<Music> {
  /** For a person: "5-gram". */
  name: string
  /** How surprised it is by a whole piece, and by how many notes (of four voices: cells) that is to be divided. */
  natsOf(music: Music): { nats: number; notes: number }
}

/** Mean nats a note over all notes of all pieces; NaN where there are none. */
export function natsANote<Music>(model: BaselineModel<Music>, pieces: Iterable<Music>): number {
  let [sum, count] = [0, 0]
  for (const piece of pieces) {
    const { nats, notes } = model.natsOf(piece)
    sum += nats
    count += notes
  }
  return sum / count
}
