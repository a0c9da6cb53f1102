import { expect, it } from "vitest"
import {
  beatOfCall,
  beatsOfSong,
  inTime,
  nextLine,
} from "../../../../src-renderer/features/duet/play/timing.ts"
import { anEmptyProject } from "../../../support/projects.ts"

// At 120 a minute a bar is two seconds; the song stands at beat 2 of bar 2.
const beats = beatsOfSong(anEmptyProject(), 4800, 10)

it("bar lines are where the song has them", () => {
  expect(beats).toMatchObject({ bpm: 120, numerator: 4, lineSeconds: 9.5, barSeconds: 2 })
  expect(nextLine(beats, 10)).toBeCloseTo(11.5)
  expect(nextLine(beats, 11.5)).toBeCloseTo(11.5)
})

it("a call knows how far before it its bar began", () => {
  expect(beatOfCall(beats, 12)?.barSeconds).toBeCloseTo(-0.5, 2)
  expect(beatOfCall(beats, 11.4999)?.barSeconds).toBeCloseTo(0, 2)
})

it("an answer that is late comes whole beats later", () => {
  expect(inTime(5, 4, beats)).toBe(5)
  expect(inTime(5, 5.6, beats)).toBeCloseTo(6)
})
