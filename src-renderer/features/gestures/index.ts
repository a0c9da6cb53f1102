export { default as GestureEditor } from "./GestureEditor.svelte"
