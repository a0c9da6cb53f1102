/** What a gesture is: the technique of all of it and of each stretch, with how sure that is (scratch.md 4.3). */
import type { Gesture } from "#shared/gesture/index.ts"
import { readFader, type ReadFader } from "./fader.ts"
import { readMotion, type ReadStroke } from "./motion.ts"
import { phraseOf, type Phrase } from "./phrase.ts"
import { costOfNothing, costsOf, LAGS, type Cost, type Hypotheses } from "./rules.ts"
import { isSilent, labelOf, nothing, unsure, type Label, type Reading } from "./label.ts"
import { segmentsOf } from "./segments.ts"

export interface ReadOptions {
  /**
   * Which end of the fader is open: 1 ("high") in gestures that were drawn, made or played on the deck; "unknown" in takes of a
   * controller's bytes, where it is found out.
   */
  openEnd?: "high" | "low" | "unknown"
}

/** Of so few strokes nothing can be said to be without a name; of a take that was cut by hand, of a few more. */
const FEW_STROKES = 3
const FEW_STROKES_OF_HANDS = 5
const ROUND_STROKES = 10

/** Pure, by rules alone; some milliseconds for a short take. Nothing in it, or nothing that sounds: unsure, without strokes. */
export function readScratch(gesture: Gesture, { openEnd = "unknown" }: ReadOptions = {}): Reading {
  const strokes = readMotion(gesture)
  const fader = readFader(gesture.fader)
  if (strokes.length === 0 || isSilent(fader, openEnd)) return { ...nothing(gesture), segments: [] }
  const phrase = phraseOf(strokes, fader.edges)
  const hypotheses = hypothesesOf(phrase, fader, openEnd)
  const whole = strokes.length <= ROUND_STROKES ? wholeOf(phrase, hypotheses, fader) : null
  if (whole?.technique) return { ...whole, segments: [whole] }
  const segments = segmentsOf(phrase, hypotheses)
  if (whole && segments.length < 2) return { ...whole, segments: [whole] }
  return { ...dominant(segments, strokes), segments }
}

/** A record that only runs on, with an open fader, is nobody's technique but a hydroplane's ripples. */
function wholeOf(phrase: Phrase, hypotheses: Hypotheses, { edges }: ReadFader): Label {
  const label = judged(phrase, hypotheses)
  const isRunning = phrase.strokes.length === 1 && edges.length === 0
  return isRunning && label.technique !== "hydroplane" ? unsure(label) : label
}

function judged(phrase: Phrase, hypotheses: Hypotheses): Label {
  const costs = costsOf(phrase, hypotheses)
  const few = hypotheses.isWayKnown ? FEW_STROKES : FEW_STROKES_OF_HANDS
  const none = phrase.strokes.length <= few ? Infinity : costOfNothing(phrase)
  return labelOf(phrase.strokes, costs, none)
}

/** Speeds that hands reach, in record speed; beyond, ticks a turn are not what the profile says. */
const SLOWEST = 0.03
const FASTEST = 8

function hypothesesOf(phrase: Phrase, fader: ReadFader, openEnd: string): Hypotheses {
  const speeds = phrase.strokes.map(
    ({ extentSeconds, startSeconds, endSeconds }) => extentSeconds / (endSeconds - startSeconds),
  )
  const middle = speeds.toSorted((a, b) => a - b)[Math.floor(speeds.length / 2)]!
  return {
    ...polarityOf(fader, openEnd),
    lags: LAGS,
    isScaleKnown: middle > SLOWEST && middle < FASTEST,
    strokes: phrase.strokes.length,
    isWayKnown: openEnd !== "unknown",
  }
}

const WRONG = 1.5
const UNLIKELY = 2

/** Who moves a fader near one end cuts there: that end is closed. Who moves it all the way leaves up to be open. */
function polarityOf({ low, high }: ReadFader, openEnd: string) {
  if (openEnd === "high") return { upOpens: 0, upCloses: Infinity }
  if (openEnd === "low") return { upOpens: Infinity, upCloses: 0 }
  if (low === null || high === null) return { upOpens: 0, upCloses: UNLIKELY }
  const [below, above] = [low, 1 - high]
  if (high - low > 0.75) return { upOpens: 0, upCloses: UNLIKELY }
  const lean = Math.max(-1, Math.min(1, (below - above) / 0.3))
  // Near the high end (lean 1) up closes.
  return { upOpens: Math.max(0, lean * WRONG), upCloses: Math.max(0, -lean * WRONG) }
}

const secondsOf = (labels: readonly Label[]): number =>
  labels.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0)

/** Of a take's time: less that has a name may have it by chance, and gives none to the take. */
const NAMED = 0.7

/** What lasts longest of what has a name. */
function dominant(segments: readonly Label[], strokes: readonly ReadStroke[]): Label {
  const named = segments.filter(({ technique }) => technique !== null)
  const seconds = new Map<string, number>()
  for (const { technique, startSeconds, endSeconds } of named)
    seconds.set(technique!, (seconds.get(technique!) ?? 0) + endSeconds - startSeconds)
  const longest = [...seconds].sort((one, other) => other[1] - one[1])[0]?.[0]
  const all = { startSeconds: strokes[0]!.startSeconds, endSeconds: strokes.at(-1)!.endSeconds }
  const hasName = secondsOf(named) >= NAMED * secondsOf(segments)
  const best = segments.find(({ technique }) => technique === (hasName ? longest : null))!
  const own = named.filter(({ technique }) => technique === longest)
  const share = secondsOf(own) / Math.max(1e-9, secondsOf(segments))
  const confidence = hasName ? share * weightedConfidence(own) : best.confidence
  return { ...best, ...all, confidence, strokes: strokes.length }
}

const weightedConfidence = (labels: readonly Label[]): number =>
  labels.reduce((sum, { confidence, strokes }) => sum + confidence * strokes, 0) /
  labels.reduce((sum, { strokes }) => sum + strokes, 0)

export type { Cost, Label, Reading }
