import { describe, expect, test } from "vitest"
import { fail, StudioError } from "#shared/contract/index.ts"
import { createStudio } from "../../src-renderer/session/index.ts"
import { createFakeEngine } from "../support/fake-engine.ts"
import { aSong } from "../support/synthetic-song.ts"

describe("the line to the engine", () => {
  test("lets calls wait for the first port", async () => {
    const studio = createStudio()
    const asked = studio.engine["library.list"]({})
    createFakeEngine({ songs: [aSong()] }).plug(studio)
    expect(await asked).toHaveLength(1)
  })

  test("rejects what was under way when the engine died, and serves the next call from the new one", async () => {
    const studio = createStudio()
    const fake = createFakeEngine({
      songs: [aSong()],
      overrides: { "library.verify": () => new Promise(() => {}) },
    })
    fake.plug(studio)
    const verifying = studio.engine["library.verify"]({})
    await studio.engine["library.list"]({})
    fake.crash()
    await expect(verifying).rejects.toMatchObject({ code: "engine-lost" })
    const next = studio.engine["library.list"]({})
    fake.plug(studio)
    expect(await next).toHaveLength(1)
    expect(studio.engineLine.restarts).toBe(1)
  })

  test("gives up a waiting call that is cancelled", async () => {
    const studio = createStudio()
    const controller = new AbortController()
    const asked = studio.engine["library.list"]({}, { signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toMatchObject({ code: "cancelled" })
  })
})

describe("history", () => {
  const edit = (log: string[], label: string, fail?: StudioError) => ({
    label,
    undo: () => (fail ? Promise.reject(fail) : Promise.resolve(void log.push(`undo ${label}`))),
    redo: () => Promise.resolve(void log.push(`redo ${label}`)),
  })

  test("goes back and forth in order, and forgets what lay ahead after a new edit", async () => {
    const { history } = createStudio()
    const log: string[] = []
    history.record(edit(log, "a"))
    history.record(edit(log, "b"))
    await history.undo()
    await history.undo()
    await history.redo()
    expect(log).toEqual(["undo b", "undo a", "redo a"])
    history.record(edit(log, "c"))
    expect(history.canRedo).toBe(false)
    expect(history.undoLabel).toBe("c")
  })

  test("keeps an edit whose undo failed by chance, forgets one that has become impossible", async () => {
    const { history } = createStudio()
    history.record(edit([], "lost", new StudioError("engine-lost", "gone")))
    await expect(history.undo()).rejects.toThrow("gone")
    expect(history.undoLabel).toBe("lost")
    history.record(edit([], "stale", new StudioError("conflict", "changed")))
    await expect(history.undo()).rejects.toThrow("changed")
    expect(history.undoLabel).toBe("lost")
  })
})

describe("selection", () => {
  test("holds one kind at a time, in order, without repetition", () => {
    const { selection } = createStudio()
    selection.set("song", ["a", "b", "a"])
    expect(selection.ids).toEqual(["a", "b"])
    selection.toggle("chunk", "p#1")
    expect(selection.of("song")).toEqual([])
    selection.append("chunk", ["p#3", "p#1"])
    expect(selection.of("chunk")).toEqual(["p#1", "p#3"])
    expect(selection.last).toBe("p#3")
    selection.toggle("chunk", "p#3")
    expect(selection.has("chunk", "p#3")).toBe(false)
  })
})

describe("places", () => {
  test("are walked back and forth, and the last one is kept", async () => {
    const fake = createFakeEngine()
    const studio = createStudio()
    fake.plug(studio)
    studio.navigation.openSong("song-1")
    studio.navigation.go("library")
    studio.navigation.back()
    expect(studio.navigation.view).toBe("map")
    studio.navigation.forward()
    expect(studio.navigation.canGoForward).toBe(false)
    await studio.preferences.flush()
    const again = createStudio()
    fake.plug(again)
    await again.preferences.load()
    again.navigation.restore()
    expect([again.navigation.view, again.navigation.openSongId]).toEqual(["library", "song-1"])
  })
})

test("of commands with the same keys the later registered one wins, while it is enabled", () => {
  const { commands } = createStudio()
  let isEnabled = true
  const ran: string[] = []
  commands.register([{ id: "play", label: "Play", keys: "Space", run: () => ran.push("play") }])
  const remove = commands.register([
    {
      id: "own",
      label: "Own",
      keys: "Space",
      isEnabled: () => isEnabled,
      run: () => ran.push("own"),
    },
  ])
  expect(commands.forKeys("Space")?.id).toBe("own")
  isEnabled = false
  expect(commands.forKeys("Space")?.id).toBe("play")
  isEnabled = true
  remove()
  expect(commands.forKeys("Space")?.id).toBe("play")
})

describe("a project whose engine was started again", () => {
  test("is kept whole where an older step is undone, and goes on by steps", async () => {
    const steps: unknown[] = []
    const fake = createFakeEngine({
      overrides: {
        "projects.append": ({ steps: asked }) => {
          if (JSON.stringify(asked).includes('"undo"') && steps.length === 0)
            fail("invalid-input", "These steps do not follow what is kept")
          steps.push(...asked)
        },
      },
    })
    const studio = createStudio()
    fake.plug(studio)
    studio.project.take(await studio.engine["projects.resume"]({}))
    studio.project.run("track.add", { id: "keys", kind: "instrument", name: "Keys" })
    await expect.poll(() => steps.length).toBe(1)
    steps.length = 0
    await studio.project.restore()
    expect(fake.document).toContain("Keys")
    studio.project.undo()
    await expect.poll(() => studio.project.saveState).toBe("saved")
    expect(fake.document).not.toContain("Keys")
    expect(steps).toEqual([])
    studio.project.redo()
    await expect.poll(() => steps.length).toBe(1)
    expect(studio.project.saveState).toBe("saved")
  })

  test("owes its document until the engine has taken it, whatever is done meanwhile", async () => {
    let isFull = true
    const taken: string[] = []
    const fake = createFakeEngine({
      overrides: {
        "projects.restore": ({ document }) => {
          if (isFull) fail("disk-full", "The disk is full")
          taken.push(document)
        },
      },
    })
    const studio = createStudio()
    fake.plug(studio)
    studio.project.take(await studio.engine["projects.resume"]({}))
    studio.project.run("track.add", { id: "keys", kind: "instrument", name: "Keys" })
    await expect(studio.project.restore()).rejects.toMatchObject({ code: "disk-full" })
    studio.project.run("track.add", { id: "bass", kind: "instrument", name: "Bass" })
    await expect.poll(() => studio.project.saveState).toBe("failed")
    isFull = false
    await expect.poll(() => studio.project.saveState, { timeout: 6000 }).toBe("saved")
    expect(taken).toHaveLength(1)
    expect(taken[0]).toContain("Bass")
  })
})
