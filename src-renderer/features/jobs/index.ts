export { default as JobChip } from "./JobChip.svelte"
