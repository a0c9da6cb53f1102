/** What a gesture clip holds: its curve to draw and edit, how long it is, and what an edit makes of it. */
import { fail } from "#shared/contract/errors.ts"
import {
  gestureOfPlayed,
  isRising,
  thinned,
  type Gesture,
  type Played,
  type GesturePatch,
  patchedGesture,
} from "#shared/gesture/index.ts"
import type { TempoMap } from "#shared/music/index.ts"
import type { DeckSettings, GestureClip, GestureContent, Immutable } from "../model/index.ts"
import { nameOf } from "./find.ts"
import { isSame, patched, type Changes } from "./patched.ts"
import { withLength } from "./content.ts"

/** What the last cut leaves behind; as long as `slipmat gesture render` writes it. */
const TAIL_SECONDS = 0.05

const curves = new WeakMap<Immutable<Played>, Gesture>()

/** The gesture of a clip. Of what a deck played it is the way of its record, read once. */
export function gestureOfClip({ content }: Pick<GestureClip, "content">): Gesture {
  if (content.kind === "drawn") return content.gesture
  const known = curves.get(content.played)
  if (known) return known
  const read = gestureOfPlayed(content.played as Played)
  const gesture = thinned(read)
  curves.set(content.played, gesture)
  return gesture
}

/** How long it sounds. */
export function contentSeconds(content: GestureContent): number {
  return content.kind === "played"
    ? content.played.frames / content.played.rateHz
    : content.gesture.durationSeconds + TAIL_SECONDS
}

/** The deck's settings, wherever they are kept. The motor of what was played is in its events. */
export function deckOfClip({ content }: Pick<GestureClip, "content">): DeckSettings {
  if (content.kind === "drawn") return content.deck
  const { start, events } = content.played
  const curve = events.findLast(({ kind }) => kind === "curve")
  return {
    startSeconds: start.positionSeconds,
    hasMotor: start.isMotorOn,
    curve: curve?.kind === "curve" ? curve.curve : start.gate.curve,
  }
}

/** The clip with another gesture. One that ended with its gesture ends with it again. */
export function withGesture(clip: GestureClip, gesture: Gesture, tempo: TempoMap): GestureClip {
  const before = gestureOfClip(clip)
  if (isSame(before, gesture)) return clip
  const changed = patched(clip, { content: drawn(clip, gesture) })
  const { startTicks, lengthTicks, loop } = clip
  const start = tempo.secondsAt(startTicks)
  const seconds = tempo.secondsAt(startTicks + lengthTicks) - start
  const isWhole = Math.abs(clip.offsetSeconds + seconds - contentSeconds(clip.content)) < 1e-6
  const longer = gesture.durationSeconds - before.durationSeconds
  if (!isWhole || loop || longer === 0) return changed
  return withLength(changed, tempo.ticksAt(start + Math.max(0.001, seconds + longer)) - startTicks)
}

/** @throws StudioError invalid-input where its points would be out of order */
export function editedGesture(clip: GestureClip, patch: GesturePatch): Gesture {
  // The points of both are checked: what can be wrong is where they meet.
  const edited = patchedGesture(gestureOfClip(clip), patch)
  return isRising(edited.points) && isRising(edited.fader)
    ? edited
    : fail("invalid-input", `${nameOf(clip)}: points must come in the order of time`)
}

/** A played record was led by its own path: its motor is in that. */
function drawn({ content }: GestureClip, gesture: Gesture): GestureContent {
  if (content.kind === "drawn") return { ...content, gesture }
  const { curve } = deckOfClip({ content })
  return {
    kind: "drawn",
    gesture,
    deck: { startSeconds: 0, hasMotor: false, ...(curve ? { curve } : {}) },
  }
}

/** The clip on a deck that is set otherwise. What was played stays as it was played, begun elsewhere or with another curve. */
export function withDeck(clip: GestureClip, changes: Changes<DeckSettings>): GestureClip {
  const { content } = clip
  if (content.kind === "drawn")
    return patched(clip, {
      content: { ...content, deck: patched<DeckSettings>(content.deck, changes) },
    })
  if (changes.hasMotor !== undefined && changes.hasMotor !== content.played.start.isMotorOn)
    return withDeck(patched(clip, { content: drawn(clip, gestureOfClip(clip)) }), changes)
  let { played } = content
  const { startSeconds, curve } = changes
  if (startSeconds !== undefined) played = shifted(played, startSeconds)
  if (curve !== undefined && !isSame(curve, deckOfClip(clip).curve)) played = curved(played, curve)
  return patched(clip, { content: { kind: "played", played } })
}

/** Elsewhere on the record, all of it by as much. */
function shifted(played: Immutable<Played>, startSeconds: number): Immutable<Played> {
  const { start } = played
  const by = startSeconds - start.positionSeconds
  if (by === 0) return played
  const moved = <E extends Immutable<Played>["events"][number]>(event: E) => {
    if (event.kind === "needle") return { ...event, seconds: event.seconds + by }
    if (event.kind !== "loop" || !event.loop) return event
    return { ...event, loop: movedLoop(event.loop, by) }
  }
  return {
    ...played,
    start: {
      ...start,
      positionSeconds: startSeconds,
      loop: start.loop && movedLoop(start.loop, by),
      hand: { ...start.hand, offsetSeconds: start.hand.offsetSeconds + by },
      waiting: start.waiting.map(moved),
    },
    events: played.events.map(moved),
  }
}

const movedLoop = (loop: { startSeconds: number; endSeconds: number }, by: number) => ({
  startSeconds: loop.startSeconds + by,
  endSeconds: loop.endSeconds + by,
})

function curved(
  { events, ...played }: Immutable<Played>,
  curve: NonNullable<DeckSettings["curve"]>,
): Immutable<Played> {
  const others = events.filter(({ kind }) => kind !== "curve")
  return { ...played, events: [{ kind: "curve", frame: 0, curve }, ...others] }
}
