/** Commands that bind controls of MIDI devices to what they move. */
import { z } from "zod"
import { isSame, patched } from "../edit/patched.ts"
import { ControlTarget, MidiBinding, targetKey, type Project } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const MOST_BINDINGS = 2000

export const midiBindingCommands = [
  defineCommand({
    name: "midi.bind",
    label: "Learn MIDI",
    args: z.object({ binding: MidiBinding }),
    /** One control may move many things, but a thing is moved by one control. */
    apply(project, { binding }) {
      if ((project.midiBindings ?? []).some((each) => isSame(each, binding))) return project
      const others = without(project, binding.target).slice(-(MOST_BINDINGS - 1))
      return patched(project, { midiBindings: [...others, binding] })
    },
  }),
  defineCommand({
    name: "midi.unbind",
    label: "Forget MIDI",
    args: z.object({ target: ControlTarget }),
    apply(project, { target }) {
      const left = without(project, target)
      if (left.length === (project.midiBindings ?? []).length) return project
      return patched(project, { midiBindings: left.length > 0 ? left : undefined })
    },
  }),
] as const

function without({ midiBindings = [] }: Project, target: ControlTarget): readonly MidiBinding[] {
  const key = targetKey(target)
  return midiBindings.filter((each) => targetKey(each.target) !== key)
}
