import { copyFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { OpenProjectId } from "#shared/contract/index.ts"
import type { Op } from "#shared/project/index.ts"
import { createProjectFile, openProjectFile } from "#engine/projects/index.ts"
import { createOpenProjects } from "#engine/projects/open-projects-store.ts"
import { MOST_OPS } from "#engine/projects/project-file-store.ts"
import { anEmptyProject } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const track: Op = {
  ...{ kind: "do", name: "track.add" },
  args: { id: "keys", kind: "instrument", name: "Keys" },
}

/** What is said of a file whose studio was killed after so many steps: its journal, emptied, lies beside it. */
function saidOf({ steps, isKilled }: { steps: Op[]; isKilled: boolean }): string | null {
  const folder = temporaryFolder()
  const [path, left] = [join(folder, "piece.slipmat"), join(folder, "left.slipmat")]
  const file = createProjectFile(path, anEmptyProject())
  file.append(steps, 0)
  copyFileSync(path, left)
  if (isKilled) writeFileSync(`${left}-journal`, "")
  file.close()
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  try {
    return open.take(OpenProjectId.parse("one"), openProjectFile(left)).recovered
  } finally {
    open.closeAll()
  }
}

test("a project that was not closed says what was brought back, or that nothing was lost", () => {
  expect(saidOf({ steps: [track], isKilled: true })).toMatch(/^Brought back 1 step /)
  expect(saidOf({ steps: [], isKilled: true })).toMatch(/Nothing was lost/)
  expect(saidOf({ steps: [], isKilled: false })).toBeNull()
  expect(saidOf({ steps: [track], isKilled: false })).toBeNull()
})

const trackNamed = (id: string): Op => ({
  ...{ kind: "do", name: "track.add" },
  args: { id, kind: "instrument", name: id },
})
const undo: Op = { kind: "undo" }

/** The tracks that a studio finds that opens a copy of the file while another is at work on it, as after a crash. */
function foundAfterCrash(folder: string, path: string): string[] {
  const left = join(folder, "left.slipmat")
  copyFileSync(path, left)
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  try {
    open.take(OpenProjectId.parse("left"), openProjectFile(left))
    return [...open.project(OpenProjectId.parse("left")).trackOrder]
  } finally {
    open.closeAll()
  }
}

test("what is undone after the piece was saved under another name stays undone after a crash", () => {
  const folder = temporaryFolder()
  const [first, second] = [join(folder, "first.slipmat"), join(folder, "second.slipmat")]
  createProjectFile(first, anEmptyProject()).close()
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  const id = OpenProjectId.parse("one")
  open.take(id, openProjectFile(first))
  open.append(id, [trackNamed("a"), trackNamed("b")])
  open.move(id, createProjectFile(second, open.project(id)))
  open.append(id, [undo])
  open.append(id, [trackNamed("c")])
  open.append(id, [undo, undo, trackNamed("d")])
  expect(foundAfterCrash(folder, second)).toEqual(["d"])
  open.closeAll()
})

test("so does what is undone beyond the steps that a file keeps", () => {
  const folder = temporaryFolder()
  const path = join(folder, "long.slipmat")
  createProjectFile(path, anEmptyProject()).close()
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  const id = OpenProjectId.parse("one")
  open.take(id, openProjectFile(path))
  open.append(id, [trackNamed("a")])
  const rename = (title: string): Op => ({ kind: "do", name: "project.rename", args: { title } })
  open.append(
    id,
    Array.from({ length: MOST_OPS }, (_, i) => rename(`Piece ${i}`)),
  )
  open.append(id, [undo])
  open.append(id, [trackNamed("b")])
  expect(foundAfterCrash(folder, path)).toEqual(["a", "b"])
  open.closeAll()
})

test("a step that goes back behind what is kept is refused, and nothing of its list is done", () => {
  const folder = temporaryFolder()
  const id = OpenProjectId.parse("one")
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  open.take(id, createProjectFile(join(folder, "piece.slipmat"), anEmptyProject()))
  expect(() => open.append(id, [track, { kind: "undo" }, { kind: "undo" }])).toThrow(
    expect.objectContaining({ code: "invalid-input" }),
  )
  expect(open.project(id)).toEqual(anEmptyProject())
  open.closeAll()
})
