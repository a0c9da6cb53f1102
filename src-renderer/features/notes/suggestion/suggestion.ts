/** What a model proposes for a clip: bars written anew, or music behind it. Plain data, kept until it is answered. */
import { z } from "zod"
import { fail, HeardPiece, type Model } from "#shared/contract/index.ts"
import { barsText, isFree, rewriteSteps, type Bars, type MadeBy } from "#shared/duet/index.ts"
import type { NotesClip, Project } from "#shared/project/index.ts"
import { lengthBeats, pieceSteps, whatPlays } from "#shared/training/index.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { Step } from "../../../session/index.ts"
import { toLineTicks } from "../geometry/clip-time.ts"
import { newNoteId } from "../gestures/new-note.ts"

const BARS: z.ZodType<Bars> = z.object({
  startTicks: z.number(),
  endTicks: z.number(),
  firstBar: z.int(),
  afterBar: z.int(),
})

const SUGGESTED = z.object({ seed: z.int(), piece: HeardPiece })
export type Suggested = z.infer<typeof SUGGESTED>

export const SUGGESTION = z.object({
  projectId: z.string(),
  clipId: z.string(),
  kind: z.enum(["rewrite", "continue"]),
  bars: BARS,
  modelId: z.string(),
  modelName: z.string(),
  version: z.string(),
  temperature: z.number(),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
  candidates: z.array(SUGGESTED),
  /** The one that is looked at. */
  at: z.int().min(0).default(0),
})
export type Suggestion = z.infer<typeof SUGGESTION>
export type SuggestionKind = Suggestion["kind"]

/** "Rewrite bars 5–6", "Continue Melody". */
export const suggestionLabel = (
  { kind, bars }: Pick<Suggestion, "kind" | "bars">,
  name: string,
): string => (kind === "rewrite" ? `Rewrite ${barsText(bars)}` : `Continue ${name || "the clip"}`)

function madeBy(suggestion: Suggestion, { seed }: Suggested): MadeBy {
  const { modelName, version, kind, bars, temperature, madeAt, clipId } = suggestion
  return {
    ...{ model: modelName.slice(0, 200), version: version.slice(0, 100), seed },
    settings: {
      ...{ from: kind, bars: barsText(bars), temperature },
      madeAt: new Date(madeAt).toISOString(),
    },
    ...(kind === "continue" ? { promptClipId: clipId } : {}),
  }
}

export interface Ghost {
  readonly steps: readonly Step[]
  /** Of the notes that it puts into the clip itself. */
  readonly noteIds: ReadonlySet<string>
  /** Of the clips that it adds. */
  readonly clipIds: readonly string[]
}

/** A candidate as steps. Behind the clip it is a clip of its own, on a track of its own where something is in the way. */
export function ghostOf(
  project: Project,
  clip: NotesClip,
  suggestion: Suggestion,
  candidate: Suggested,
): Ghost {
  const { bars, kind } = suggestion
  const { piece } = candidate
  const credit = madeBy(suggestion, candidate)
  if (kind === "rewrite") {
    const into = { toLineTicks: toLineTicks(clip), newId: newNoteId, madeBy: credit }
    const { steps, noteIds } = rewriteSteps(clip, { bars, piece, ...into })
    return { steps, noteIds: new Set(noteIds), clipIds: [] }
  }
  const { startTicks } = bars
  const endTicks = startTicks + Math.ceil(lengthBeats(piece) * TICKS_PER_QUARTER)
  const { steps, clipIds } = pieceSteps(project, piece, {
    ...{ name: `${clip.name || "Clip"}, continued`.slice(0, 200), startTicks, madeBy: credit },
    trackId: isFree(project, clip.trackId, { startTicks, endTicks }) ? clip.trackId : undefined,
    newId: () => crypto.randomUUID(),
  })
  return { steps, noteIds: new Set(), clipIds }
}

/** Those that could be asked: of drums for drums, of pitches for pitches. */
export const modelsFor = (all: readonly Model[], { isDrums }: { isDrums: boolean }): Model[] =>
  all.filter(
    (model) =>
      model.card.language === "notes" && whatPlays(model) !== (isDrums ? "pitches" : "drums"),
  )

/** Those that came with the program, by what they are best at. */
const STARTERS = { rewrite: "base", continue: "duet", drums: "drums" }

/**
 * Who is asked: who was chosen, else of models of notes the one that learnt this, or any.
 * @throws StudioError not-found where there is none
 */
export function modelFor(
  models: readonly Model[],
  chosenId: string | null,
  { kind, isDrums }: { kind: SuggestionKind; isDrums: boolean },
): Model {
  const own = (id: string | null): Model | undefined => models.find((each) => each.id === id)
  const starter = isDrums ? STARTERS.drums : STARTERS[kind]
  return (
    own(chosenId) ??
    own(starter) ??
    models[0] ??
    fail("not-found", "There is no model of notes here. Import or train one in Train.")
  )
}
