/** `--profile`: an id out of `slipmat controllers`, or a profile's own file. */
import { existsSync } from "node:fs"
import { readPlainText } from "#engine/platform/node/index.ts"
import { loadControllers } from "#engine/gestures/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { profileNamed, readProfile, type ControllerProfile } from "#shared/gesture/index.ts"

/** @throws StudioError not-found where no controller is called so, invalid-input where the file is no profile */
export function controllerProfile(name: string): ControllerProfile {
  if (/\.json$/i.test(name) || (/[/\\]/.test(name) && existsSync(name)))
    return readProfile(readPlainText(name), name)
  return (
    profileNamed(name, loadControllers()) ??
    fail("not-found", `No controller is called ${name}: see "slipmat controllers"`)
  )
}
