/** Commands as entries of a menu, with their keys. */
import type { MenuItem } from "../ui/menu.ts"
import { isEnabled, keysOf, type Commands } from "./commands.svelte.ts"

/** Groups of ids, a line between them; what is not registered now is left out, what cannot be done is off. */
export function commandItems(
  commands: Commands,
  ...groups: readonly (readonly string[])[]
): MenuItem[] {
  return groups.flatMap((ids) =>
    ids
      .flatMap((id) => commands.find(id) ?? [])
      .map((command, index): MenuItem => ({
        label: command.label,
        keys: keysOf(command)[0],
        isDisabled: !isEnabled(command),
        isDanger: DANGER.test(command.id),
        startsGroup: index === 0,
        run: () => command.run(),
      })),
  )
}
const DANGER = /\.(remove|delete)/
