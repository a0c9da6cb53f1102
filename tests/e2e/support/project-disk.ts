/** What a project's file holds while the studio has it open, and the command line beside it. */
import { expect, type Page } from "@playwright/test"
import { execFileSync } from "node:child_process"
import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { openProjectFile } from "../../../src-main/engine/projects/project-file-store.ts"
import { projectToJson } from "../../../src-main/shared/project/index.ts"
import type { LaunchedStudio } from "./launch.ts"

/** The document of a file in the home; without a name of the untitled project that was changed last. */
export function documentIn(home: string, name?: string): unknown {
  const file = openProjectFile(name === undefined ? untitledIn(home) : join(home, name))
  try {
    return projectToJson(file.load().history.project)
  } finally {
    file.close()
  }
}

function untitledIn(home: string): string {
  const folder = join(home, "library", "projects")
  const files = readdirSync(folder).filter((file) => file.endsWith(".slipmat"))
  const paths = files.map((file) => join(folder, file))
  return paths.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]!
}

/** Waits until the last step is on disk. */
export async function saved(page: Page): Promise<void> {
  const state = page.getByTestId("save-state")
  await expect(state).toHaveText("Saved")
  await expect(state).toHaveAttribute("aria-busy", "false")
}

/** What the next dialog for opening answers with: a file or a folder. */
export async function chooseToOpen(studio: LaunchedStudio, path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

export async function chooseToSave(studio: LaunchedStudio, path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
}

/** @throws what the command says where it fails */
export function slipmat(home: string, args: string[]): void {
  const env = { ...process.env, SLIPMAT_LIBRARY: join(home, "library") }
  execFileSync("node", ["src-main/cli/slipmat.mjs", ...args], { env, stdio: "pipe" })
}
