/** Answers scratch.answer and scratch.rate: what is known is gathered when a jam begins, so that an answer is there in time. */
import { JamMode, JamTaste, type Handlers, type scratchJam } from "#shared/contract/index.ts"
import { gestureOf, numbersOfGesture, type GestureTake } from "#shared/gesture/index.ts"
import { techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"
import type { Database } from "../../library/index.ts"
import { answerJam } from "./answer.ts"
import { createAnswerStore } from "./answer-store.ts"
import { PhraseBank, type KnownGesture } from "./bank.ts"

/** Takes of hands, of which only those with consent are learnt from. */
interface OwnTakes {
  all(): { id: string; mayTrain: boolean; seconds: number }[]
  take(id: string): GestureTake
}

interface Options {
  database: Database
  isReadOnly: boolean
  takes: OwnTakes
  newId(): string
  /** Gestures that were found by searching. */
  found?: () => KnownGesture[]
}

/** Of a hand's own, the newest: so many takes, none longer than this. */
const MOST_TAKES = 12
const LONGEST_SECONDS = 90

export function createScratchJam(options: Options): { handlers: Handlers<typeof scratchJam> } {
  const { database, isReadOnly, takes, newId, found = () => [] } = options
  const answers = createAnswerStore(database)
  let bank: PhraseBank | null = null
  /** Answers that are not in the library yet: whoever waits for one does not wait for the disk. */
  const fresh: Parameters<typeof answers.keep>[] = []
  const keepFresh = (): void => {
    // A library that may not be written is played with as well.
    const isKept = !isReadOnly && database.open
    for (const answer of fresh.splice(0)) if (isKept) answers.keep(...answer)
  }
  /** Played once: it takes a third of a second, and a bar is counted in meanwhile. */
  let foundOnce: KnownGesture[] | null = null
  const gather = (): PhraseBank =>
    new PhraseBank([...(foundOnce ??= found()), ...ownGestures(takes)])
  return {
    handlers: {
      "scratch.prepareJam": ({ bars, beatsPerBar }) => {
        bank = gather()
        bank.phrases(bars * beatsPerBar, beatsPerBar)
        rehearse(bank, bars, beatsPerBar)
        return { phrases: bank.size }
      },
      "scratch.answer": (asking) => {
        bank ??= gather()
        const { answer, traits } = answerJam(asking, { bank, rated: answers.rated(), id: newId() })
        fresh.push([answer.id, asking.mode, traits])
        setImmediate(keepFresh)
        return answer
      },
      "scratch.rate": ({ id, isLiked }) => {
        keepFresh()
        answers.rate(id, isLiked)
        return {}
      },
    },
  }
}

/** What was never run before runs slowly: the first answers are made before anybody waits for one. */
function rehearse(bank: PhraseBank, bars: number, beatsPerBar: number): void {
  const call = techniqueGesture(TECHNIQUES.flare1, { bpm: REHEARSED_BPM, rounds: 4 })
  const asking = {
    ...{ numbers: numbersOfGesture(call), bars, taste: JamTaste.parse({}), sampleSeconds: 2 },
    beat: { bpm: REHEARSED_BPM, beatsPerBar, barSeconds: 0 },
  }
  for (const [at, mode] of JamMode.options.entries())
    answerJam({ ...asking, mode, seed: at }, { bank, rated: [], id: "rehearsal" })
}

const REHEARSED_BPM = 95

/** Those with a beat and the consent of whoever played them. */
export function ownGestures(takes: OwnTakes): KnownGesture[] {
  const allowed = takes
    .all()
    .filter(({ mayTrain, seconds }) => mayTrain && seconds <= LONGEST_SECONDS)
    .slice(0, MOST_TAKES)
  return allowed.flatMap(({ id }): KnownGesture[] => {
    const take = takes.take(id)
    if (!take.beats) return []
    const { tempoBpm: bpm, firstBeatSeconds: barSeconds, beatsPerBar } = take.beats
    if (bpm < 20 || bpm > 400 || beatsPerBar > 16) return []
    const beat = { bpm, barSeconds, beatsPerBar }
    return [{ gesture: gestureOf(take), beat }]
  })
}
