/** What is said of a damaged MIDI file: what is lost of its music, in which part and where. */
import { expect, test } from "vitest"
import { readMidi } from "#shared/project/midi/index.ts"
import { aChunk, aHeader, END } from "../../../../support/midi-files.ts"

/** 480 ticks a quarter: a bar of 4/4 is 1,920. */
const BAR = [0x8f, 0x00]
const NAME = [0, 0xff, 3, 4, ...new TextEncoder().encode("Bass")]
const bar = (pitch: number): number[] => [0, 0x90, pitch, 64, ...BAR, 0x80, pitch, 64]
const BARS = [...bar(40), ...bar(43), ...bar(45)]

const said = (...parts: number[][]): readonly string[] => {
  let ids = 0
  const options = { title: "Tune", newId: () => `id-${ids++}` }
  return readMidi(Uint8Array.from(parts.flat()), options).warnings
}
const header = (tracks = 1): number[] => aHeader({ tracks, division: [1, 0xe0] })

test("nothing, where nothing is lost: slips of other programs are mended in silence", () => {
  const slips = [...NAME, ...BARS, 0, 0x90, 62, 64, 0, 0xff, 1, 0, ...BAR, 62, 0, ...END]
  expect(said(header(), aChunk("MTrk", slips, 3))).toEqual([])
  expect(said(header(), aChunk("MTrk", BARS))).toEqual([])
})

test("a file that was cut off says in which bar which track breaks off", () => {
  const whole = aChunk("MTrk", [...NAME, ...BARS, ...END])
  expect(said(header(), whole.slice(0, -6))[0]).toBe(
    "the file is damaged: track 1 (Bass) breaks off in bar 3, and what followed is lost",
  )
})

test("tracks that are not there are counted", () => {
  const track = aChunk("MTrk", [...BARS, ...END])
  expect(said(header(3), track)).toEqual(["the file is damaged: 2 of 3 tracks are missing"])
})

test("events that make no sense are counted, with their bars", () => {
  const wrong = [...NAME, ...bar(40), 0, 0x90, 0xbc, 64, ...BAR, 0x80, 0xbc, 64, ...bar(40), ...END]
  expect(said(header(), aChunk("MTrk", wrong))).toEqual([
    "the file is damaged: 2 events of track 1 (Bass) in bars 2 to 3 could not be read as written",
  ])
})

test("so does a time of too many bytes, behind which nothing can be read", () => {
  const stopped = [...bar(40), 0x80, 0x80, 0x80, 0x80, 0, ...bar(40), ...END]
  expect(said(header(), aChunk("MTrk", stopped))).toEqual([
    "the file is damaged: track 1 breaks off in bar 2, and what followed is lost",
  ])
})

test("a file that does not say how fast it is, or is damaged all over, says so briefly", () => {
  const broken = aChunk("MTrk", [...bar(40), 0x80, 0x80, 0x80, 0x80, 0])
  const [words, ...more] = said(
    aHeader({ tracks: 9, division: [0, 0] }),
    ...Array.from({ length: 9 }, () => broken),
  )
  expect(more).toEqual([])
  expect(words).toMatch(/track 4 breaks .*; so have 5 more places; .* how fast it is/)
})
