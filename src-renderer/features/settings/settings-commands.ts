/** The settings from everywhere: keys and palette. */
import type { Command, Studio } from "../../session/index.ts"
import { SECTIONS } from "./model/rows.ts"
import type { SettingsPlace } from "./settings-place.svelte.ts"

export function settingsCommands({ navigation }: Studio, place: SettingsPlace): Command[] {
  return [
    {
      ...{ id: "go.settings", label: "Settings", keys: "Ctrl+,", group: "Go to" },
      also: "preferences options",
      inTextFields: true,
      run: () => navigation.go("settings"),
    },
    ...SECTIONS.map(({ id, title, rows }): Command => ({
      ...{ id: `settings.${id}`, label: `Settings: ${title}`, group: "Settings" },
      also: rows.map(({ label, words }) => `${label} ${words}`).join(" "),
      run() {
        place.show(id)
        navigation.go("settings")
      },
    })),
  ]
}
