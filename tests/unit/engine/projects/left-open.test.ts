import { copyFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { OpenProjectId } from "#shared/contract/index.ts"
import type { Op } from "#shared/project/index.ts"
import { createProjectFile, openProjectFile } from "#engine/projects/index.ts"
import { createOpenProjects } from "#engine/projects/open-projects-store.ts"
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
})
