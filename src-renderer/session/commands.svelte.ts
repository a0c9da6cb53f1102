/**
 * Everything that can be done, as data: the keymap, the palette, menus, tooltips and the status bar read it. Views
 * register their commands while they are shown; of two commands with the same keys the later one wins.
 */
import { untrack } from "svelte"
import { sameKeys } from "../ui/keys.ts"

export interface Command {
  /** Stable, dotted: "map.frame-selection". */
  id: string
  label: string
  /** "Ctrl+K", "Shift+Space", "Home", "/", "A". Ctrl means Cmd on Macs. Several: the first is shown. */
  keys?: string | readonly string[]
  /** A word above it in the palette: the view or the kind of thing. */
  group?: string
  /** Words that also find it. */
  also?: string
  /** If given, the status bar shows the keys with these words while the command is there. */
  hint?: string
  /** Not asked: enabled. Disabled commands are shown in no list, and their keys do nothing. */
  isEnabled?(): boolean
  /** Works while a text field has the focus (only for keys with Ctrl, and function keys). */
  inTextFields?: boolean
  /** False: not in the palette (movement keys and the like). */
  isListed?: boolean
  run(): unknown
}

/** What a pointer does here, for the status bar: { keys: "Shift click", label: "Draw a path" }. */
export interface Hint {
  keys: string
  label: string
}

export class Commands {
  all = $state.raw<readonly Command[]>([])
  hints = $state.raw<readonly Hint[]>([])

  /** Adds commands; the returned function takes them away: return it from an `$effect`. */
  register(commands: readonly Command[], hints: readonly Hint[] = []): () => void {
    // Untracked: an effect that registers must not run again because of what it registered.
    untrack(() => {
      this.all = [...this.all, ...commands]
      this.hints = [...this.hints, ...hints]
    })
    return () => {
      this.all = this.all.filter((command) => !commands.includes(command))
      this.hints = this.hints.filter((hint) => !hints.includes(hint))
    }
  }

  find(id: string): Command | undefined {
    return this.all.findLast((command) => command.id === id)
  }

  /** The enabled command that these keys mean now. */
  forKeys(keys: string): Command | undefined {
    return this.all.findLast(
      (command) => keysOf(command).some((own) => sameKeys(own, keys)) && isEnabled(command),
    )
  }

  /** Those of its keys that run it now, and not a later command. */
  ownKeysOf(command: Command): string[] {
    return keysOf(command).filter((keys) => this.forKeys(keys) === command)
  }

  run(id: string): void {
    const command = this.find(id)
    if (command && isEnabled(command)) command.run()
  }
}

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true

export function keysOf({ keys }: Command): readonly string[] {
  if (keys === undefined) return []
  return typeof keys === "string" ? [keys] : keys
}
