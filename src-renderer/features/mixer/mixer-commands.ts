/** What can be done in the mixer, as commands: keys, palette, status bar. */
import type { Command } from "../../session/index.ts"
import { endSolo, toggleMute, toggleSafe, toggleSolo } from "./model/actions.ts"
import type { MixerState } from "./mixer-state.svelte.ts"

/** @param hasFocus whether the keys are the mixer's: in a dock another view may want the same ones */
export function mixerCommands(mixer: MixerState, hasFocus: () => boolean): Command[] {
  const group = "Mixer"
  const onStrip = { group, isEnabled: hasFocus }
  return [
    {
      ...onStrip,
      id: "mixer.mute",
      label: "Mute the strip",
      keys: "M",
      hint: "Mute",
      run: () => toggleMute(mixer, mixer.current),
    },
    {
      ...onStrip,
      id: "mixer.solo",
      label: "Solo the strip",
      keys: "S",
      hint: "Solo",
      run: () => toggleSolo(mixer, mixer.current),
    },
    {
      ...onStrip,
      id: "mixer.solo-safe",
      label: "Keep the strip audible in solo",
      keys: "Shift+S",
      hint: "Solo safe",
      run: () => toggleSafe(mixer, mixer.current),
    },
    {
      group,
      id: "mixer.end-solo",
      label: "End all solos",
      isEnabled: () => mixer.isSoloOn,
      run: () => endSolo(mixer),
    },
    {
      group,
      id: "mixer.clear-meters",
      label: "Clear the peaks and overs of all meters",
      run: () => mixer.meters.clearAll(),
    },
    {
      group,
      id: "mixer.narrow",
      label: mixer.isNarrow ? "Wide strips" : "Narrow strips",
      also: "width",
      run: () => mixer.set({ isNarrow: !mixer.isNarrow }),
    },
    ...(mixer.isDock ? [] : [drawerCommand(mixer)]),
  ]
}

const drawerCommand = (mixer: MixerState): Command => ({
  id: "mixer.drawer",
  label: "Show or hide the devices of the strip",
  keys: "Ctrl+B",
  group: "Mixer",
  run: () => mixer.set({ hasDrawer: !mixer.settings.hasDrawer }),
})
