export { default as MixerDock } from "./MixerDock.svelte"
export { default as MixerView } from "./MixerView.svelte"
export type { MasterReading, MixerTransport } from "./mixer-transport.ts"
