import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { StudioError, type ChunkEdit } from "#shared/contract/index.ts"
import { press } from "../support/open-studio.ts"
import { openMap, whenReady, onMap } from "./open-map.ts"

describe("edits in the strip", () => {
  test("split and join go to the engine with the revision, and can be undone", async () => {
    const edits: unknown[] = []
    const { studio } = await openMap({
      overrides: {
        "chunks.edit": ({ edit, revision }) => {
          edits.push([edit.kind, revision])
          const inverse =
            edit.kind === "split"
              ? { kind: "merge" as const, atSeconds: 1.5 }
              : { kind: "split" as const, atSeconds: 1.5 }
          return { revision: revision + 1, inverse }
        },
      },
    })
    await whenReady()
    await press("s")
    await expect.poll(() => studio.history.undoLabel).toBe("Split a chunk")
    await studio.history.undo()
    await studio.history.redo()
    expect(edits).toEqual([
      ["split", 1],
      ["merge", 2],
      ["split", 3],
    ])
  })

  test("edits faster than the engine wait for each other", async () => {
    const revisions: number[] = []
    const joined: number[] = []
    const { studio, fake } = await openMap({
      overrides: {
        "chunks.edit": async ({ revision, edit }) => {
          if (revision !== 1 + revisions.length) throw new StudioError("conflict", "too early")
          await new Promise((resolve) => setTimeout(resolve, 30))
          revisions.push(revision)
          if (edit.kind === "merge") joined.push(edit.atSeconds)
          return { revision: revision + 1, inverse: { kind: "split" as const, atSeconds: 1.5 } }
        },
      },
    })
    await whenReady()
    onMap()
    await press("{Tab}")
    for (let times = 0; times < 4; times++) await press("j")
    await expect.poll(() => revisions).toEqual([1, 2, 3, 4])
    // Each joins the next chunk to what is joined already, though the map on screen still shows them all.
    expect(joined).toEqual([...fake.chunksOf("ferry-part-0").boundsSeconds.slice(1, 5)])
    expect(studio.toasts.current).toBeUndefined()
  })

  test("splits the current chunk in its middle where no playhead stands in it", async () => {
    const asked: unknown[] = []
    const { studio, fake } = await openMap({
      overrides: {
        "chunks.edit": ({ edit, revision }) => {
          asked.push(edit)
          return { revision: revision + 1, inverse: { kind: "merge" as const, atSeconds: 1.5 } }
        },
      },
    })
    await whenReady()
    onMap()
    studio.selection.set("chunk", ["ferry-part-0#7"])
    const { boundsSeconds } = fake.chunksOf("ferry-part-0")
    await press("s")
    const [start = 0, end = 0] = boundsSeconds.slice(7, 9)
    await expect.poll(() => asked).toEqual([{ kind: "split", atSeconds: (start + end) / 2 }])
  })

  test("a click beside a boundary selects the chunk; only a drag moves the boundary, by as much", async () => {
    const asked: ChunkEdit[] = []
    const { studio, fake } = await openMap({
      overrides: {
        "chunks.edit": ({ edit, revision }) => {
          asked.push(edit)
          return { revision: revision + 1, inverse: edit }
        },
      },
    })
    await whenReady()
    const { boundsSeconds } = fake.chunksOf("ferry-part-0")
    const strip = document.querySelector<HTMLElement>(".strip")!
    strip.setPointerCapture = () => undefined // a synthetic pointer cannot be captured
    const box = strip.getBoundingClientRect()
    const pxOf = (seconds: number): number => (seconds / 16) * box.width
    const hand = (kind: string, x: number): void =>
      void strip.dispatchEvent(
        new PointerEvent(kind, {
          ...{ clientX: box.left + x, clientY: box.top + 90, button: 0, pointerId: 1 },
          ...{ bubbles: true, isPrimary: true },
        }),
      )
    const beside = pxOf(boundsSeconds[2]!) + 2
    for (const kind of ["pointermove", "pointerdown", "pointerup"]) hand(kind, beside)
    expect(studio.selection.of("chunk")).toEqual(["ferry-part-0#2"])
    expect(asked).toEqual([])
    hand("pointermove", beside)
    hand("pointerdown", beside)
    hand("pointermove", beside + 6)
    hand("pointerup", beside + 6)
    await expect.poll(() => asked).toHaveLength(1)
    const [edit] = asked as [Extract<ChunkEdit, { kind: "move" }>]
    expect(edit.fromSeconds).toBe(boundsSeconds[2])
    expect(edit.toSeconds - edit.fromSeconds).toBeCloseTo((6 / box.width) * 16, 6)
  })

  test("a refused edit says so in words and changes nothing", async () => {
    const { studio } = await openMap({
      overrides: {
        "chunks.edit": () => {
          throw new StudioError(
            "invalid-input",
            "A boundary there leaves a chunk shorter than 10 ms",
          )
        },
      },
    })
    await whenReady()
    onMap()
    await press("s")
    await expect
      .element(page.getByText(/The chunks stay as they were. A boundary there/).first())
      .toBeVisible()
    expect(studio.history.canUndo).toBe(false)
  })
})
