/** Practice: a target goes round with a click; each round that was played is timed against it. */
import type { KeptTake } from "#shared/contract/index.ts"
import { gestureOfNumbers, type Gesture } from "#shared/gesture/index.ts"
import { practiceRound, type PracticeRound, type TechniqueClass } from "#shared/scratch/index.ts"
import type { HeardLoop, PiecePlayer } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { HeardHand } from "../reading/heard-hand.ts"
import { LapClock } from "./lap-clock.ts"
import { takeTarget, techniqueTarget, type PracticeTarget } from "./target.ts"

type Clicker = Pick<PiecePlayer, "loop" | "stop" | "playingId" | "positionBeats">

interface Options {
  studio: Studio
  clicker: Clicker
  hand(): HeardHand
  /** Of the hand's clock. */
  heardSeconds(): number | undefined
}

export interface PlayedRound {
  number: number
  result: PracticeRound
  played: Gesture
}

const CLICK_ID = "deck-practice"
const KIT = 128
const [ACCENT, BEAT] = [76, 77]
/** What is played so much around a round may belong to it. */
const AROUND_SECONDS = 0.2
const KEPT_ROUNDS = 24

export class Practice {
  technique = $state<TechniqueClass>("flare1")
  bpm = $state(95)
  /** Takes that are practised have a tempo of their own. */
  takeId = $state<KeptTake["id"] | null>(null)
  // Kept, not derived: what is derived in a component goes with it, and a practice stays.
  target = $state.raw<PracticeTarget>(techniqueTarget("flare1", 95))
  isOffsetRemoved = $state(false)
  isRunning = $state(false)
  /** The last one first. */
  rounds = $state.raw<readonly PlayedRound[]>([])
  #options: Options
  #clock: LapClock | null = null
  #judged = 0

  constructor(options: Options) {
    this.#options = options
  }

  chooseTechnique(technique: TechniqueClass): void {
    this.takeId = null
    this.technique = technique
    this.#again(techniqueTarget(technique, this.bpm))
  }

  async chooseTake({ id, title, beats }: KeptTake): Promise<void> {
    const { studio } = this.#options
    try {
      const { numbers } = await studio.engine["gestures.gesture"]({ takeId: id })
      this.takeId = id
      this.#again(takeTarget(title, gestureOfNumbers(numbers), beats))
    } catch (error) {
      studio.toasts.error(error, "The take could not be read.")
    }
  }

  setBpm(bpm: number): void {
    this.bpm = Math.min(240, Math.max(40, bpm))
    if (this.takeId === null) this.#again(techniqueTarget(this.technique, this.bpm))
  }

  /** The rounds that were played are judged again. */
  removeOffset(isRemoved: boolean): void {
    this.isOffsetRemoved = isRemoved
    this.rounds = this.rounds.map((round) => ({ ...round, result: this.#judge(round.played) }))
  }

  /** Rounds that were played of the same target stay. */
  start(): void {
    const { target } = this
    this.#judged = 0
    this.#clock = new LapClock(target.gesture.durationSeconds)
    this.isRunning = true
    this.#options.clicker.loop(clickOf(target))
  }

  stop(): void {
    if (this.isRunning && this.#options.clicker.playingId === CLICK_ID) this.#options.clicker.stop()
    this.isRunning = false
    this.#clock = null
  }

  /** Where the round that is heard began, in the hand's clock, and how far it is; null while nothing goes round. */
  now(): { startSeconds: number; intoSeconds: number; lap: number } | null {
    const heard = this.#options.heardSeconds()
    if (!this.#clock || heard === undefined) return null
    const lap = this.#clock.lapAt(heard)
    const startSeconds = this.#clock.startOf(lap)
    if (lap < 0 || startSeconds === null) return null
    return { startSeconds, intoSeconds: heard - startSeconds, lap }
  }

  /** Call at every frame. */
  tick(): void {
    const { clicker, heardSeconds } = this.#options
    const heard = heardSeconds()
    if (!this.#clock || heard === undefined || clicker.playingId !== CLICK_ID) return
    const beats = clicker.positionBeats()
    // Until the click is heard its place is 0.
    if (beats <= 0) return
    this.#clock.look(heard, (beats * 60) / this.target.tempoBpm)
    const ended = this.#clock.lapAt(heard - 2 * AROUND_SECONDS) - 1
    if (ended > this.#judged) this.#end(ended)
  }

  /** The first round, in which one listens, is not judged; nor is one in which the hand rests. */
  #end(lap: number): void {
    this.#judged = lap
    const start = this.#clock!.startOf(lap)!
    const hand = this.#options.hand()
    if (hand.movedSeconds < start) return
    const around = hand.gesture(
      start - AROUND_SECONDS,
      start + this.target.gesture.durationSeconds + AROUND_SECONDS,
    )
    const played = shifted(around, -AROUND_SECONDS)
    const number = (this.rounds[0]?.number ?? 0) + 1
    const round = { number, played, result: this.#judge(played) }
    this.rounds = [round, ...this.rounds].slice(0, KEPT_ROUNDS)
  }

  #judge(played: Gesture): PracticeRound {
    const { isOffsetRemoved } = this
    return practiceRound(this.target.gesture, played, { isOffsetRemoved })
  }

  /** Another target is another practice. */
  #again(target: PracticeTarget): void {
    this.target = target
    this.rounds = []
    if (!this.isRunning) return
    this.stop()
    this.start()
  }
}

const kept = new WeakMap<object, Practice>()

/** Its rounds stay while something else is looked at. @param deck whose it is */
export function practiceOf(deck: object, options: () => Options): Practice {
  const practice = kept.get(deck) ?? new Practice(options())
  kept.set(deck, practice)
  return practice
}

/** A gesture may begin before 0 here: its second 0 is the round's. */
function shifted({ durationSeconds, points, fader, touches }: Gesture, by: number): Gesture {
  const move = <P extends { timeSeconds: number }>(point: P): P => ({
    ...point,
    timeSeconds: point.timeSeconds + by,
  })
  return {
    durationSeconds: durationSeconds + by,
    points: points.map(move),
    fader: fader.map(move),
    touches,
  }
}

function clickOf({ tempoBpm, beatsPerBar, bars }: PracticeTarget): HeardLoop {
  const beats = bars * beatsPerBar
  const notes = Array.from({ length: beats }, (_, beat) => ({
    ...{ startBeats: beat, lengthBeats: 0.25, program: KIT },
    ...(beat % beatsPerBar === 0
      ? { pitch: ACCENT, velocity: 112 }
      : { pitch: BEAT, velocity: 84 }),
  }))
  const meters = [{ startBeats: 0, numerator: beatsPerBar, denominator: 4 }]
  return {
    ...{ id: CLICK_ID, beats },
    piece: { notes, tempos: [{ startBeats: 0, bpm: tempoBpm }], meters },
  }
}
