/** The accompaniment of a dialogue: what it hears is the phrase that is under way, what it plays is the answer to it. */
import type { DuetTracks } from "./duet-tracks.ts"
import { Along } from "./along.ts"
import type { ShownExchange } from "./exchanges.ts"
import type { PartnerLine } from "./partner-line.ts"
import { now, type PhraseClock } from "./phrase-clock.ts"
import type { Rules } from "./rules.ts"
import type { Sounding } from "./sounding.ts"

interface Accompanied {
  shown: ShownExchange | null
  isAlong: boolean
  problem: unknown
  readonly clock: PhraseClock
  readonly line: PartnerLine
  readonly rules: Rules
  readonly sounding: Sounding
  failed(error: unknown): void
}

export function alongWith(dialogue: Accompanied, tracks: DuetTracks): Along {
  const { line, rules, sounding } = dialogue
  return new Along(
    {
      sounding,
      beats: () => rules.beatsAlong,
      ask(asked, signal) {
        const request = rules.askingAlong(asked)
        return request && line.accompany(request, signal)
      },
      trackId: () => tracks.ready()?.answer ?? null,
      contextAt: (seconds) => rules.contextAt(seconds),
    },
    {
      heard: () => dialogue.clock.detector.notes(now()),
      onbar(answer, { bpm, key }) {
        const { shown } = dialogue
        if (shown) dialogue.shown = { ...shown, answer, bpm, key, weighed: [] }
        dialogue.problem = null
      },
      onturn: (isOn) => (dialogue.isAlong = isOn),
      onproblem: (error) => dialogue.failed(error),
    },
  )
}
