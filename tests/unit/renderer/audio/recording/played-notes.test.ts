/** What is played on keys while the song goes round, on clocks that move when they are told to. */
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { songTime } from "#shared/project/sound/index.ts"
import { trackOf } from "#shared/project/index.ts"
import { PlayedNotes } from "../../../../../src-renderer/audio/recording/played-notes.ts"
import { after, anEmptyProject } from "../../../../support/projects.ts"

const RATE_HZ = 48_000
/** At 120 a beat: a loop of two beats is a second. */
const LOOP = { startTicks: 960, lengthTicks: 1920 }
const CYCLE = { ...LOOP, firstFrames: 72_000, frames: 48_000 }

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }))
afterEach(() => vi.useRealTimers())

/** From the song's beginning; what is kept on disk by pass. */
function played() {
  const project = after(anEmptyProject(), [
    "track.add",
    { id: "keys", kind: "instrument", name: "Keys" },
  ])
  const kept = new Map<number, unknown>()
  const keepClip = ({ pass, clip }: { pass: number; clip: unknown }) => {
    kept.set(pass, clip)
    return Promise.resolve()
  }
  let seconds = 0
  const notes = new PlayedNotes({
    ...{ engine: { "takes.keepClip": keepClip } as never, toTicks: Infinity },
    line: { rateHz: RATE_HZ, heardSeconds: () => seconds } as never,
    time: songTime(project, RATE_HZ),
    tracks: [trackOf(project, "keys")],
    place: { projectId: "p", startTicks: 0 },
    round: { loop: { startFrame: 24_000, endFrame: 72_000 }, cycle: CYCLE },
  })
  notes.begin({ kind: "graph-recording", contextFrame: 0, songFrame: 0 })
  const until = (toSeconds: number): void => {
    while (seconds < toSeconds - 1e-9) {
      seconds += 0.05
      vi.advanceTimersByTime(50)
      notes.tick()
    }
  }
  const key = (message: number): void => notes.hear("keys", message, performance.now())
  return { notes, kept, until, on: (p: number) => key(0x900040 | (p << 8)), key }
}
const off = (pitch: number): number => 0x800000 | (pitch << 8)
const clipsOf = (notes: PlayedNotes) =>
  notes.clips().map(({ clip, isSilent }) => {
    const { name, startTicks, lengthTicks, notes } = clip as never as {
      name: string
      startTicks: number
      lengthTicks: number
      notes: { startTicks: number; lengthTicks: number; pitch: number }[]
    }
    const pitches = notes.map((note) => [note.pitch, note.startTicks, note.lengthTicks])
    return { ...{ name, startTicks, lengthTicks, isSilent }, notes: pitches }
  })

it("is a clip for each pass, where the song was; the last is silent where it is not whole", async () => {
  const { notes, kept, until, on, key } = played()
  until(0.25)
  on(60)
  until(0.5)
  key(off(60))
  until(2)
  on(62)
  until(2.25)
  key(off(62))
  until(2.75)
  on(64)
  until(3)
  expect(clipsOf(notes)).toEqual([
    {
      ...{ name: "Keys, pass 1", startTicks: 0, lengthTicks: 2880, isSilent: false },
      notes: [[60, 480, 480]],
    },
    {
      ...{ name: "Keys, pass 2", startTicks: 960, lengthTicks: 1920, isSilent: false },
      notes: [[62, 960, 480]],
    },
    {
      ...{ name: "Keys, pass 3", startTicks: 960, lengthTicks: 960, isSilent: true },
      notes: [[64, 480, 480]],
    },
  ])
  expect([...kept.keys()]).toEqual([0, 1, 2])
})

it("ends a note where the song leaps, and takes one just before that for the first beat", () => {
  const { notes, until, on, key } = played()
  until(1.25)
  on(60)
  until(1.5)
  until(2.5)
  key(off(60))
  key(0x903d40) // 61: the third pass begins here
  until(3.5)
  expect(clipsOf(notes).map((clip) => clip.notes)).toEqual([[[60, 2400, 480]], [[61, 0, 1920]]])
})

it("of a key a few milliseconds before the leap lies on the first beat of the next pass", () => {
  const { notes, until, key } = played()
  until(1.45)
  vi.advanceTimersByTime(30)
  key(0x903c40)
  until(2)
  key(off(60))
  until(2.4)
  const [pass] = clipsOf(notes)
  expect(pass).toMatchObject({ name: "Keys, pass 2", startTicks: 960 })
  expect(pass?.notes[0]?.slice(0, 2)).toEqual([60, 0])
})
