/** A partner who plays everything back a fifth higher, in memory: for component tests. */
import type {
  duet as duetContract,
  Exchange,
  Handlers,
  PlayedNote,
} from "../../src-main/shared/contract/index.ts"

export function fakeDuet(exchanges: Exchange[] = []): Handlers<typeof duetContract> {
  const listeners = new Set<() => void>()
  const changed = (): void => listeners.forEach((tell) => tell())
  const without = (id: string): Exchange[] => exchanges.filter((each) => each.id !== id)
  return {
    "duet.open": ({ partner }) => ({ name: String(partner.modelId), isDuet: true }),
    "duet.hear": ({ call }) => ({ bpm: 120, key: 0, chances: oneOf(call.at(-1)!.pitch) }),
    "duet.answer"({ call, seed }) {
      const begin = call[0]!.startSeconds
      const notes = call.map((note): PlayedNote => ({
        ...note,
        startSeconds: note.startSeconds - begin,
        pitch: Math.min(127, note.pitch + 7),
      }))
      const end = Math.max(...call.map((note) => note.startSeconds + note.lengthSeconds))
      const weighed = notes.map(({ pitch }): [number, number][] => [[pitch, 1]])
      return { notes, bpm: 120, key: 0, seed, afterSeconds: end, weighed }
    },
    /** One note on the bar line, an octave below what was heard first. */
    "duet.accompany": ({ heard, beat: { bpm } }) => {
      const note = { ...heard[0]!, pitch: heard[0]!.pitch - 12, startSeconds: 0 }
      return { notes: [note], bpm, key: 0, weighed: [[[note.pitch, 1]]] }
    },
    "duet.infill": () => [],
    "duet.keep"(exchange) {
      exchanges = [exchange, ...without(exchange.id)]
      changed()
    },
    "duet.remove"({ id }) {
      exchanges = without(id)
      changed()
    },
    "duet.exchanges"(_input, { signal, progress }) {
      const tell = (): void => progress(exchanges)
      listeners.add(tell)
      tell()
      return new Promise((resolve) =>
        signal.addEventListener("abort", () => {
          listeners.delete(tell)
          resolve(undefined)
        }),
      )
    },
  }
}

const oneOf = (pitch: number): number[] =>
  Array.from({ length: 128 }, (_, at) => Number(at === pitch))
