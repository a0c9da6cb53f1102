/** Electron's entry. The scheme must be registered before Electron is ready, so nothing here waits. */
import { app } from "electron"
import { choosePlaces } from "./shell/places.ts"
import { registerStudioScheme } from "./shell/security/index.ts"
import { startStudio } from "./shell/studio.ts"

choosePlaces()
registerStudioScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(startStudio)
else app.quit()
