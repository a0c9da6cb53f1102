/** Controllers that nobody sells: one for every encoding. */
import { ControllerProfile, type DeckProfile } from "#shared/gesture/profile/profile.ts"
import type { ReportLayout } from "#shared/gesture/encodings/timed-report.ts"

export const TIMED_LAYOUT: ReportLayout = {
  ...{ begins: "2A", bitsPerByte: 8, order: "little", timerHz: 1e6 },
  position: { byte: 1, bytes: 2, bits: 16 },
  timer: { byte: 3, bytes: 3, bits: 24 },
}

export function aController(
  deck: Partial<DeckProfile> = {},
  more: Partial<ControllerProfile> = {},
): ControllerProfile {
  return ControllerProfile.parse({
    ...{
      format: 1,
      id: "test-deck",
      name: "Test Deck",
      portNames: ["Test Deck"],
      source: "made up",
    },
    decks: [
      {
        ...{ platter: ["B0 10"], touch: ["90 20"], encoding: "offset64", ticksPerRevolution: 720 },
        ...{ rpm: 33.333, pitch: "unknown" },
        ...(deck.encoding === "abs-timer" ? { report: TIMED_LAYOUT } : {}),
        ...deck,
      },
    ],
    crossfader: { message: "B6 1F", low: "B6 3F" },
    ...more,
  })
}
