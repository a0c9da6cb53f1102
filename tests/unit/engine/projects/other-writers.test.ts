import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { OpenProjectId } from "#shared/contract/index.ts"
import { projectFromText, type Op } from "#shared/project/index.ts"
import { createProjectFile, openProjectFile } from "#engine/projects/index.ts"
import { createOpenProjects } from "#engine/projects/open-projects-store.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const ID = OpenProjectId.parse("one")
const track = (id: string): Op => ({
  ...{ kind: "do", name: "track.add" },
  args: { id, kind: "instrument", name: id },
})

/** A project that is open here, and its file as another process has it open. */
function openTwice() {
  const folder = temporaryFolder()
  const path = join(folder, "piece.slipmat")
  createProjectFile(path, anEmptyProject()).close()
  const open = createOpenProjects({ clock: { now: () => 0 }, ownFolder: folder })
  open.take(ID, openProjectFile(path))
  const other = openProjectFile(path)
  other.load()
  onTestFinished(() => {
    open.closeAll()
    other.close()
  })
  return { open, other }
}

const tracksOf = (document: string | undefined) =>
  document === undefined ? undefined : projectFromText(document).trackOrder

test("what another Slipmat did is taken in, and the next step is kept after it", () => {
  const { open, other } = openTwice()
  open.append(ID, [track("mine")])
  expect(open.refresh(ID)).toBeNull()
  other.load()
  other.append([track("theirs")], 0)
  const taken = open.refresh(ID)
  expect(tracksOf(taken?.document)).toEqual(["mine", "theirs"])
  expect(taken?.recovered).toBeNull()
  expect(open.refresh(ID)).toBeNull()
  open.append(ID, [track("after")])
  expect(other.load().history.project.trackOrder).toEqual(["mine", "theirs", "after"])
})

test("a step on a state that another Slipmat left behind is refused until it is taken in", () => {
  const { open, other } = openTwice()
  other.append([track("theirs")], 0)
  expect(() => open.append(ID, [track("mine")])).toThrow("changed by another Slipmat")
  open.refresh(ID)
  open.append(ID, [track("mine")])
  expect(other.load().history.project.trackOrder).toEqual(["theirs", "mine"])
})

test("a document put in place by another is noticed, although it leaves no steps", () => {
  const { open, other } = openTwice()
  other.snapshot(
    after(anEmptyProject(), ["track.add", { id: "theirs", kind: "instrument", name: "Theirs" }]),
  )
  expect(() => open.append(ID, [track("mine")])).toThrow("changed by another Slipmat")
  expect(tracksOf(open.refresh(ID)?.document)).toEqual(["theirs"])
})
