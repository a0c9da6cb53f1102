import { expect, it } from "vitest"
import { songGrid } from "../../../../src-renderer/features/deck/reading/song-grid.ts"
import { anEmptyProject } from "../../../support/projects.ts"

it("a song's bars lie in the clock of what decks do, in the meter and tempo that are heard", () => {
  const project = {
    ...anEmptyProject(),
    tempo: [{ tick: 0, bpm: 120, curve: "step" as const }],
    meters: [
      { tick: 0, numerator: 4, denominator: 4 as const },
      { tick: 4 * 960, numerator: 6, denominator: 8 as const },
    ],
  }
  // A second after bar 1 began, which is two quarters.
  expect(songGrid(project, 2 * 960, 51)).toEqual({
    ...{ tempoBpm: 120, firstBeatSeconds: 50, beatsPerBar: 4, bar: 1 },
  })
  // In bar 2 the beats are eighths.
  const inEighths = songGrid(project, 4 * 960 + 480, 60)
  expect(inEighths).toMatchObject({ tempoBpm: 240, beatsPerBar: 6, bar: 2 })
  expect(inEighths.firstBeatSeconds).toBeCloseTo(59.75, 9)
})
