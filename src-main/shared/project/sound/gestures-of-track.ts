/** The gesture clips of a track as pieces in song time. */
import { Deck, programOf, type DeckProgram } from "../../dsp/deck/index.ts"
import { gainOfDb } from "../../dsp/exact-math.ts"
import type { GesturePiece } from "../../dsp/graph/index.ts"
import { deckEventsOf, deckOfPlayed, type Played } from "../../gesture/index.ts"
import { sourceSeconds } from "../edit/audio-time.ts"
import { contentSpans } from "../edit/content.ts"
import { contentSeconds } from "../edit/gesture-content.ts"
import {
  entityOf,
  type GestureClip,
  type GestureContent,
  type Media,
  type Project,
} from "../model/index.ts"
import { fadeAt, SHORTEST_FADE_SECONDS } from "./fades.ts"
import type { SourceOf } from "./instrument-state.ts"
import type { SongTime } from "./song-time.ts"

/** A clip whose recording is missing is silent. */
export function gesturePiecesOf(
  project: Project,
  clips: readonly GestureClip[],
  time: SongTime,
  sourceOf: SourceOf,
): GesturePiece[] {
  const pieces = clips.flatMap((clip) => {
    const media = entityOf(project.media, clip.mediaId)
    const source = media && sourceOf(media)
    if (clip.isMuted || source === undefined) return []
    return piecesOfClip(clip, media!, source, time)
  })
  return pieces.sort((a, b) => a.startFrame - b.startFrame)
}

function piecesOfClip(
  clip: GestureClip,
  { rateHz: sourceRateHz }: Media,
  source: number,
  time: SongTime,
): GesturePiece[] {
  const { startTicks, lengthTicks, offsetSeconds } = clip
  const program = programFor(clip.content, time.rateHz)
  const shortest = Math.round(SHORTEST_FADE_SECONDS * time.rateHz)
  const fadeIn = fadeAt(clip.fadeIn, time, startTicks)
  const fadeOut = fadeAt(clip.fadeOut, time, startTicks + lengthTicks)
  const spans = contentSpans(clip)
  return spans.flatMap((span, index): GesturePiece[] => {
    const { contentTicks, atTicks } = span
    const skipped = sourceSeconds(clip, startTicks, startTicks + contentTicks, time.tempo)
    const programFrame = Math.round((offsetSeconds + skipped) * time.rateHz)
    const startFrame = time.frameAt(atTicks)
    const lastFrame = startFrame + program.frames - programFrame
    const endFrame = Math.min(time.frameAt(atTicks + span.lengthTicks), lastFrame)
    if (endFrame <= startFrame) return []
    // With its own beginning and end it sounds as it was played.
    const [cutIn, cutOut] = [programFrame > 0, endFrame < lastFrame - 1]
    const isLast = index === spans.length - 1
    return [
      {
        ...{ source, sourceRateHz, program, programFrame, startFrame, endFrame },
        gain: gainOfDb(clip.gainDb),
        fadeInFrames: Math.max(cutIn ? shortest : 0, index === 0 ? fadeIn.frames : 0),
        fadeInCurve: fadeIn.curve,
        fadeOutFrames: Math.max(cutOut ? shortest : 0, isLast ? fadeOut.frames : 0),
        fadeOutCurve: fadeOut.curve,
      },
    ]
  })
}

const programs = new WeakMap<GestureContent, DeckProgram & { rateHz: number }>()

/** Made once for a content and rate: a minute takes about .1 s. */
function programFor(content: GestureContent, rateHz: number): DeckProgram {
  const known = programs.get(content)
  if (known?.rateHz === rateHz) return known
  const frames = Math.ceil(contentSeconds(content) * rateHz - 1e-6)
  const made = { ...programOf(deckOf(content, rateHz), frames), rateHz }
  programs.set(content, made)
  return made
}

function deckOf(content: GestureContent, rateHz: number): Deck {
  if (content.kind === "played") return deckOfPlayed(content.played as Played, rateHz)
  const { startSeconds, hasMotor, curve } = content.deck
  const deck = new Deck(rateHz)
  if (curve) deck.send({ kind: "curve", frame: 0, curve })
  const plan = { rateHz, hasMotor, ...(startSeconds === undefined ? {} : { startSeconds }) }
  for (const event of deckEventsOf(content.gesture, plan)) deck.send(event)
  return deck
}
