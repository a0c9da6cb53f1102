/** Four voices: a row is a sixteenth, its fields soprano, alto, tenor and bass (music.md 3.2). */
import type { Random } from "#shared/music/random.ts"
import {
  framesToPiece,
  satbDecode,
  satbEncode,
  satbVocabulary,
  VOICES,
} from "../../symbolic/index.ts"
import type { Grammar, RowLanguage, Rows } from "./language.ts"

/** A bar of 4/4: where in it a frame stands decides what may change. Pickups are as the corpus has them. */
const PHASES = 16

export const choraleLanguage: RowLanguage = {
  name: "chorales",
  fields: ["soprano", "alto", "tenor", "bass"].map((name) => ({
    ...{ name, size: satbVocabulary.size, isPitch: true },
  })),
  given: [{ name: "phase", size: PHASES }],
  hash: satbVocabulary.hash,
  unit: "cell",
  end: null,
  encode({ frames }) {
    if (!frames || frames.length === 0) return null
    const values = Uint8Array.from(satbEncode(frames))
    return {
      ...{ length: frames.length, values },
      given: Uint8Array.from(frames, (_, at) => at % PHASES),
      asked: new Uint8Array(values.length).fill(1),
    }
  },
  units: ({ length }) => length * VOICES,
  decode: ({ values }) => framesToPiece(satbDecode(values)),
  word: (_at, value) => satbVocabulary.words[value] ?? "",
  varied: (rows, random, { transpose }) => (transpose ? transposed(rows, random) : rows),
  traits: () => [],
  grammar,
}

const LEAST_SEMITONES = -5

/** In any of twelve keys that keep all voices within the words. */
function transposed(rows: Rows, random: Random): Rows {
  const pitches = rows.values.filter((id) => id > 0)
  const low = Math.max(LEAST_SEMITONES, 1 - pitches.reduce((a, b) => Math.min(a, b), Infinity))
  const high = Math.min(
    LEAST_SEMITONES + 11,
    satbVocabulary.size - 1 - pitches.reduce((a, b) => Math.max(a, b), 0),
  )
  if (high <= low) return rows
  const semitones = low + Math.floor(random() * (high - low + 1))
  return { ...rows, values: rows.values.map((id) => (id > 0 ? id + semitones : 0)) }
}

/** Any voice may sing anything; who samples says when it is enough. */
function grammar(): Grammar {
  let frames = 0
  return {
    allow(_at, _row, allowed) {
      allowed.fill(1)
    },
    begins: () => frames % PHASES === 0,
    push() {
      frames++
    },
    given: () => [frames % PHASES],
    isOver: () => false,
    bars: () => Math.ceil(frames / PHASES),
  }
}
