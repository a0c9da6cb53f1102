/** What each technique is read as when a machine plays it: the rules are measured against the grammar by the reader itself. */
import { TECHNIQUE_CLASSES, type TechniqueClass } from "../technique-names.ts"
import { techniqueGesture } from "../grammar/technique-gesture.ts"
import { variantsOf, type TechniqueParameters } from "../grammar/techniques.ts"
import { readFader } from "./fader.ts"
import { readMotion } from "./motion.ts"
import { phraseOf } from "./phrase.ts"

export interface Template {
  technique: TechniqueClass
  /** Of one round, phase 0..2; `isUp` opens. */
  edges: readonly { phase: number; isUp: boolean }[]
  /** Of the stroke forward and of the one back. */
  halts: readonly [number, number]
  /** Natural logarithm of the time forward against the time back. */
  logSplit: number
  /** One stroke that swells and falls, instead of two. */
  isRippled: boolean
  /** Seconds of its strokes, and between its clicks. */
  strokeSeconds: number
  spacingSeconds: number | null
  /** How hands do it, in takes of a controller whose fader and way are not known. */
  isOfHands?: boolean
}

const edgesAt = (isUpFirst: boolean, ...phases: readonly number[]): Template["edges"] =>
  phases.map((phase, i) => ({ phase, isUp: isUpFirst === (i % 2 === 0) }))

/**
 * Open for nearly all of a stroke; closed well before a turn and opened well behind it; closed for long in a stroke, or once in one
 * whose way back is silent.
 */
const LOOSE: Readonly<Partial<Record<TechniqueClass, readonly Template["edges"][]>>> = {
  stab: [edgesAt(true, 0.1, 0.88)],
  chirp: [edgesAt(false, 0.7, 1.38)],
  flare1: [edgesAt(false, 0.36, 0.64, 1.36, 1.64), edgesAt(true, 0.03, 0.42, 0.58, 0.95)],
}

let known: readonly Template[] | undefined

export const templates = (): readonly Template[] =>
  (known ??= withLoose(
    TECHNIQUE_CLASSES.flatMap((technique) =>
      variantsOf(technique).map((variant) => templateOf(technique, variant)),
    ),
  ))

const withLoose = (list: readonly Template[]): Template[] =>
  list.flatMap((each) => [
    each,
    ...(LOOSE[each.technique] ?? []).map((edges) => ({
      ...{ ...each, edges, logSplit: 0, isOfHands: true },
    })),
  ])

const ROUNDS = 4

function templateOf(technique: TechniqueClass, parameters: TechniqueParameters): Template {
  const gesture = techniqueGesture(parameters, { rounds: ROUNDS })
  const strokes = readMotion(gesture)
  const isRippled = parameters.elements.some(({ ripples }) => ripples)
  if (isRippled) {
    const strokeSeconds = gesture.durationSeconds / ROUNDS
    const still = { edges: [], halts: [0, 0] as const, logSplit: 0, spacingSeconds: null }
    return { technique, isRippled, strokeSeconds, ...still }
  }
  const edges = phraseOf(strokes, readFader(gesture.fader).edges).edges.flatMap(
    ({ phase, isUp }) => (phase >= 2 && phase < 4 ? [{ phase: phase - 2, isUp }] : []),
  )
  const [forth, back] = [strokes[2]!, strokes[3]!]
  const [there, here] = [forth, back].map((each) => each.endSeconds - each.startSeconds) as [
    ...[number, number],
  ]
  const clicks = edges.length / 2
  return {
    ...{ technique, isRippled, edges, halts: [forth.halts.length, back.halts.length] },
    logSplit: Math.log(there / here),
    strokeSeconds: (there + here) / 2,
    spacingSeconds: clicks > 2 ? (there + here) / clicks : null,
  }
}
