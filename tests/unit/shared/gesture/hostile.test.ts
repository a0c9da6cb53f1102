/** Bytes as no device sends them, through everything that reads them: nothing crashes, hangs or stops being a number. */
import fc from "fast-check"
import { expect, it } from "vitest"
import { decodeRaw, livePicture, startLearning, type RawEvent } from "#shared/gesture/index.ts"
import { learn } from "#shared/gesture/learn/wizard.ts"
import { LEARN_STEPS } from "#shared/gesture/learn/learn-state.ts"
import { ENCODINGS } from "#shared/gesture/profile/profile.ts"
import { aController } from "../../../support/gesture/profiles.ts"

/** Bytes that are often the profile's own, so that they come far. */
const byte = fc.oneof(
  fc.constantFrom(0xb0, 0x10, 0x30, 0x90, 0x20, 0xb6, 0x1f, 0x3f, 0x2a),
  fc.nat(255),
)
const events: fc.Arbitrary<RawEvent[]> = fc
  .array(
    fc.tuple(
      fc.integer({ min: -2000, max: 5_000_000 }),
      fc.array(byte, { minLength: 0, maxLength: 9 }),
    ),
    { maxLength: 60 },
  )
  .map((list) => {
    let atMicros = 0
    return list.map(([gap, bytes]) => ({
      atMicros: (atMicros += gap),
      bytes: Uint8Array.from(bytes),
    }))
  })

it.each(ENCODINGS.filter((encoding) => encoding !== "unknown"))(
  "whatever comes, a deck in %s reads numbers",
  (encoding) => {
    const profile = aController({ encoding })
    fc.assert(
      fc.property(events, fc.boolean(), (all, isLive) => {
        const { positionTurns, velocity, fader } = decodeRaw(all, profile, { isLive })
        for (const values of [positionTurns, velocity])
          expect(values.every((value) => Number.isFinite(value))).toBe(true)
        expect(fader.every((place) => Number.isNaN(place) || (place >= 0 && place <= 1))).toBe(true)
      }),
      { numRuns: 40 },
    )
  },
)

it("whatever comes, the wizard goes on or says why not", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(events, fc.constantFrom("done", "skip", "again", "back")), {
        maxLength: 12,
      }),
      (doings) => {
        let state = startLearning("X")
        for (const [heard, kind] of doings) {
          state = learn(state, { kind: "heard", events: heard })
          livePicture(state)
          state = learn(state, { kind })
          expect(LEARN_STEPS).toContain(state.step)
        }
      },
    ),
    { numRuns: 60 },
  )
})
