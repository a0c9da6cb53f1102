import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import {
  createProjectFile,
  isOpenSomewhere,
  openProjectFile,
  replaceProjectFile,
  saveElsewhere,
} from "#engine/projects/index.ts"
import { toStudioError } from "#shared/contract/errors.ts"
import { checkFree } from "../../../../src-main/cli/project-file.ts"
import { anEmptyProject } from "../../../support/projects.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

function aProject(): { folder: string; path: string } {
  const folder = temporaryFolder()
  const path = join(folder, "piece.slipmat")
  createProjectFile(path, anEmptyProject()).close()
  return { folder, path }
}

test("a project is not replaced by force while it is open, and is once none has it open", () => {
  const { path } = aProject()
  const [one, another] = [openProjectFile(path), openProjectFile(path)]
  one.close()
  expect(() => checkFree(path, { force: true })).toThrow("is open in a Slipmat")
  another.close()
  expect(() => checkFree(path, { force: true })).not.toThrow()
  expect(() => checkFree(path, {})).toThrow("--force replaces it")
})

test("no project is saved over one that is open", async () => {
  const { folder, path } = aProject()
  const file = openProjectFile(path)
  const options = { from: join(folder, "mine"), project: anEmptyProject, onNotCarried: () => {} }
  await expect(saveElsewhere(path, options)).rejects.toThrow("is open in a Slipmat")
  file.close()
})

test("who is killed no longer has it open", async () => {
  const { path } = aProject()
  const module = join(
    import.meta.dirname,
    "../../../../src-main/engine/projects/open-lock-store.ts",
  )
  const script = `const { holdOpen } = await import(${JSON.stringify(module)}); globalThis.lock = holdOpen(${JSON.stringify(path)}); console.log("held"); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ["--input-type=module", "-e", script])
  await once(child.stdout, "data")
  expect(isOpenSomewhere(path)).toBe(true)
  child.kill("SIGKILL")
  await once(child, "exit")
  expect(isOpenSomewhere(path)).toBe(false)
})

test("errors name the file that was to be, not the one beside it under which it is written", () => {
  const { folder } = aProject()
  const path = join(folder, "next.slipmat")
  mkdirSync(join(folder, "next.slipmat.new", "in the way"), { recursive: true })
  expect(() => replaceProjectFile(path, anEmptyProject())).toThrow(/next\.slipmat(?!\.new)/)
  expect(existsSync(path)).toBe(false)
  const error = Object.assign(
    new Error("ENOENT: no such file, open '/x/a.flac.0b7e1f0e-6c3f-4a2b-9d65-2a3f1c0d9e8f.tmp'"),
    { code: "ENOENT" },
  )
  expect(toStudioError(error).message).toBe("ENOENT: no such file, open '/x/a.flac'")
})
