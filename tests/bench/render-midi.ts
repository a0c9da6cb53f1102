/** Fills the cache of renders: `node tests/bench/render-midi.ts [--seconds S] [--font NAME] FILE.mid...` */
import { parseArgs } from "node:util"
import { renderMidi, type SoundFont } from "./lib/render.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string" }, font: { type: "string" } },
})

for (const midiPath of positionals) {
  const render = await renderMidi({
    midiPath,
    soundFont: (values.font ?? "FluidR3Mono_GM") as SoundFont,
    seconds: Number(values.seconds ?? 60),
  })
  console.log(`${render.name}: ${render.onsetsSeconds.length} onsets`)
}
