/** What a control on screen offers of MIDI devices: for `ControlMenu`. */
import type { ControlTarget } from "#shared/project/index.ts"
import { targetKey } from "#shared/project/index.ts"
import type { ControlMidi, MenuItem } from "../ui/menu.ts"
import type { MidiControls } from "./midi-controls.svelte.ts"
import { sourceText } from "./words.ts"

/** Reactive. */
export function controlMidi(controls: MidiControls, target: ControlTarget): ControlMidi {
  return {
    items: () => items(controls, target),
    isLearning: controls.learning !== null && targetKey(controls.learning) === targetKey(target),
  }
}

function items(controls: MidiControls, target: ControlTarget): readonly MenuItem[] {
  const binding = controls.bindingOf(target)
  return [
    { label: "Learn MIDI", startsGroup: true, run: () => controls.learn(target) },
    {
      label: binding ? `Forget MIDI (${sourceText(binding)})` : "Forget MIDI",
      isDisabled: !binding,
      run: () => controls.forget(target),
    },
  ]
}
