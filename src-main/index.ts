/** Electron's entry. The scheme must be registered before Electron is ready, so nothing here waits. */
import { app, dialog } from "electron"
import { choosePlaces } from "./shell/places.ts"
import { registerStudioScheme } from "./shell/security/index.ts"
import { startStudio } from "./shell/studio.ts"

choosePlaces()
registerStudioScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(startStudio).catch(tellAndQuit)
else app.quit()

function tellAndQuit(error: unknown): void {
  dialog.showErrorBox(
    "Slipmat cannot start",
    error instanceof Error ? error.message : String(error),
  )
  app.exit(1)
}
