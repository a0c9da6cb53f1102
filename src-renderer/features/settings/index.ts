export { settingsCommands } from "./settings-commands.ts"
export { SettingsPlace } from "./settings-place.svelte.ts"
export { default as SettingsView } from "./SettingsView.svelte"
