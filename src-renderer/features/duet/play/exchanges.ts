/** Exchanges as they come about: from a call that begins to the answer that it got. Pure. */
import type { DuetAnswer, Exchange, ExchangeId, PlayedNote } from "#shared/contract/index.ts"
import type { Phrase } from "#shared/duet/index.ts"
import type { DuetSettings } from "../settings.svelte.ts"

/** What is drawn: the call that is under way or was last, and its answer. */
export interface ShownExchange extends Exchange {
  /** For each note of the answer what the model weighed. */
  readonly weighed: DuetAnswer["weighed"]
}

type Asked = Pick<DuetSettings, "mode" | "model" | "partner">

/** Of a call that has no notes yet. */
export const emptyExchange = ({ mode, model, partner }: Asked): ShownExchange => ({
  ...{ id: crypto.randomUUID() as ExchangeId, call: [], answer: [], weighed: [], afterSeconds: 0 },
  ...{ bpm: 120, key: null, seed: 1, mode, modelName: model?.name ?? "", isStarred: false },
  partner: partner ?? { modelId: "duet" as never, isUntrained: false },
  createdAt: Date.now(),
})

export function answeredExchange(
  { weighed: _, ...begun }: ShownExchange,
  call: PlayedNote[],
  { bpm, key, seed, afterSeconds, notes }: DuetAnswer,
): Exchange {
  return { ...begun, call, answer: notes, bpm, key, seed, afterSeconds }
}

/** What of it is kept. */
export const keptExchange = ({ weighed: _, ...exchange }: ShownExchange): Exchange => exchange

/** With its whole call. Of an accompaniment, which is stopped then, what would have come later was not heard. */
export function endedWith(
  shown: ShownExchange,
  { notes: call, startSeconds, endSeconds }: Phrase,
): ShownExchange {
  const until = endSeconds - startSeconds
  const heard = shown.answer.filter((note) => note.startSeconds < until)
  const answer = heard.map((note) => ({
    ...note,
    lengthSeconds: Math.min(note.lengthSeconds, until - note.startSeconds),
  }))
  return { ...shown, call, answer }
}
