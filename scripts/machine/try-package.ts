/** Installs a package, opens what it installed, imports a song, and removes it again. Needs root. */
import { existsSync } from "node:fs"
import { mustRun, ScriptError } from "./command.ts"
import { launchStudio } from "./launch-studio.ts"
import { installPackages } from "./system-packages.ts"

const EXECUTABLE = "/opt/Slipmat/slipmat"
const IMPORT_TIMEOUT_MS = 60_000

export async function tryPackage(file: string, song: string): Promise<void> {
  await installPackages([file])
  try {
    await openAndImport(song)
  } finally {
    await mustRun("apt-get", ["remove", "-y", "-qq", "slipmat-test"], { isQuiet: true })
  }
  if (existsSync(EXECUTABLE)) throw new ScriptError("The package left its files behind")
  console.log("Installed, opened, imported a song, removed")
}

async function openAndImport(song: string): Promise<void> {
  const studio = await launchStudio({ executable: EXECUTABLE, files: [song] })
  try {
    await studio.window.getByTestId("map-stage").waitFor({ timeout: IMPORT_TIMEOUT_MS })
  } finally {
    await studio.close()
  }
}
