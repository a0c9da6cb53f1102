import { mount } from "svelte"
import type { Studio } from "../session/studio-context.svelte.ts"
import App from "./App.svelte"
import "./theme/base.css"

const PREFERENCES_WITHIN_MS = 1_500

/** Restores the place where the last session ended, before anything is drawn, then shows the window. */
export async function boot(studio: Studio, target: Element): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, PREFERENCES_WITHIN_MS))
  const loaded = studio.preferences.load().catch(() => {
    // Unreadable preferences are the defaults: the music does not depend on them.
  })
  await Promise.race([loaded, late])
  studio.navigation.restore()
  studio.theme.restore()
  studio.motion.restore()
  void studio.scale.restore().catch(() => undefined) // then everything has the size it was designed in
  mount(App, { target, props: { studio } })
}
