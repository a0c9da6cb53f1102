import { expect, test } from "vitest"
import type { Project } from "#shared/project/index.ts"
import { KitLoader } from "../../../../src-renderer/audio/kit-loader.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../../support/projects.ts"

const device = { id: "kit", kind: "drums", role: "instrument", isBypassed: false, parameters: {} }
const aKit = (): Project =>
  after(
    anEmptyProject(),
    ["track.add", { id: "drums", kind: "drum", name: "Drums" }],
    ["device.add", { trackId: "drums", device }],
  )
const withNote = (pitch: number): Project =>
  after(aKit(), [
    "clip.add",
    { clips: [aNotesClip("beat", { trackId: "drums", notes: [aNote("n", { pitch })] })] },
  ])

/** Makes one sound whenever it is told to. */
function aLoader() {
  const asked: number[] = []
  const posted: number[] = []
  let finish: (isMade: boolean) => void = () => undefined
  const loader = new KitLoader((key) => {
    asked.push(key)
    const { promise, resolve, reject } = Promise.withResolvers<[]>()
    finish = (isMade) => {
      if (isMade) resolve([])
      else reject(new Error("no worker"))
    }
    return promise
  })
  const next = async (isMade = true): Promise<void> => {
    finish(isMade)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    loader,
    asked,
    posted,
    next,
    line: { post: ({ key }: { key: number }) => void posted.push(key) },
  }
}

test("what a song's notes play is made first, also when it is written later, and waited for", async () => {
  const { loader, asked, posted, next, line } = aLoader()
  loader.prepare(anEmptyProject())
  expect(asked).toEqual([])
  loader.prepare(aKit())
  await next()
  expect(asked).toEqual([36, 38])
  let isReady = false
  const ready = loader.need(withNote(81), line).then(() => (isReady = true))
  await next()
  expect([asked.at(-1), isReady]).toEqual([81, false])
  await next()
  await ready
  expect(posted).toEqual([36, 38, 81])
})

test("a sound that could not be made keeps nobody waiting, and is asked for again", async () => {
  const { loader, asked, next, line } = aLoader()
  const ready = loader.need(withNote(60), line)
  await next(false)
  await ready
  loader.prepare(withNote(60))
  await next()
  expect(asked.filter((key) => key === 60)).toHaveLength(2)
})
