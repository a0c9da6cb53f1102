interface Key {
  channel: number
  pitch: number
}

/** Notes that sound: one queue for each pitch of each channel, first in, first out. */
export class OpenNotes<Note extends Key> {
  #queues = new Map<number, { notes: Note[]; first: number }>()

  add(note: Note): void {
    const key = keyOf(note)
    const queue = this.#queues.get(key)
    if (queue) queue.notes.push(note)
    else this.#queues.set(key, { notes: [note], first: 0 })
  }

  /** The note that sounds longest. Queues are not shifted, which would take time by their length. */
  take(key: Key): Note | undefined {
    const queue = this.#queues.get(keyOf(key))
    const note = queue?.notes[queue.first]
    if (queue && note) queue.first++
    return note
  }

  all(): Note[] {
    return [...this.#queues.values()].flatMap(({ notes, first }) => notes.slice(first))
  }
}

const keyOf = ({ channel, pitch }: Key): number => channel * 128 + pitch
