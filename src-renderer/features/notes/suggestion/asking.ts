/** Asks a model for what could stand in bars of a clip, or behind it. */
import { StudioError, toStudioError, type Model, type PlayedNote } from "#shared/contract/index.ts"
import { continueAsk, continuedPiece, rewriteAsk, type Bars } from "#shared/duet/index.ts"
import type { NotesClip, Project } from "#shared/project/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { Suggested, SuggestionKind } from "./suggestion.ts"

const COUNT = 3
export const TEMPERATURE = 0.95

interface Asked {
  readonly kind: SuggestionKind
  readonly project: Project
  readonly clip: NotesClip
  readonly bars: Bars
  readonly model: Model
  readonly isDrums: boolean
  readonly seed: number
}

interface Told {
  readonly signal: AbortSignal
  onProgress(told: { fraction: number }): void
  /** All that are there so far. */
  onsuggest(candidates: readonly Suggested[]): void
}

/** @throws StudioError in plain words */
export async function askFor(engine: Studio["engine"], asked: Asked, told: Told): Promise<void> {
  const isAnswer = asked.kind === "continue" && !asked.isDrums
  await (isAnswer ? askToContinue(engine, asked, told) : askForBars(engine, asked, told))
}

/** Drums are gone on with as bars that are empty so far. */
async function askForBars(
  engine: Studio["engine"],
  { project, clip, bars, model, seed }: Asked,
  { onsuggest, ...call }: Told,
): Promise<void> {
  const ask = rewriteAsk(project, clip.trackId, bars)
  if (ask.piece.notes.length === 0) throw nothingHere()
  const partner = { modelId: model.id }
  const request = { ...ask, partner, seed, count: COUNT, temperature: TEMPERATURE }
  const candidates = await engine["duet.infill"](request, call)
  onsuggest(candidates.filter(({ piece }) => piece.notes.length > 0))
}

/** One answer after the other: each can be heard as soon as it is there. */
async function askToContinue(
  engine: Studio["engine"],
  { project, clip, bars, model, seed }: Asked,
  { onsuggest, onProgress, signal }: Told,
): Promise<void> {
  const ask = continueAsk(project, clip, bars)
  if (!ask) throw nothingHere()
  const taste = { length: ask.length, temperature: TEMPERATURE }
  const call: PlayedNote[] = ask.call
  const found: Suggested[] = []
  for (let at = 0; at < COUNT; at++) {
    const { beat, fromSeconds } = ask
    const request = { partner: { modelId: model.id }, call, beat, fromSeconds, taste }
    const own = { ...request, mode: "continue" as const, seed: seed + at }
    const answer = await engine["duet.answer"](own, { signal })
    if (answer.notes.length > 0) {
      found.push({ seed: seed + at, piece: continuedPiece(project, clip, ask, answer, bars) })
      onsuggest([...found])
    }
    onProgress({ fraction: (at + 1) / COUNT })
  }
}

const nothingHere = (): StudioError =>
  new StudioError("invalid-input", "There are no notes here that it could follow from")

/** What happened, what is safe, what can be done. */
export function askProblem(error: unknown): string {
  const { code, message } = toStudioError(error)
  const safe = "The clip is as it was."
  switch (code) {
    case "engine-lost":
      return `The engine stopped and was started again. ${safe} Ask once more.`
    case "not-found":
      return message
    case "unreadable":
      return `This model is damaged. ${safe} Choose another one.`
    default:
      return `${message.replace(/\.$/, "")}. ${safe}`
  }
}
