/** Boot: take the ports that the desktop hands over, read the preferences, open the studio. */
import { OpenedProject } from "#shared/contract/index.ts"
import { Imported, resultOf, TakenIn } from "./app/drops/dropped.ts"
import { boot } from "./app/boot.ts"
import { receivePorts } from "./engine/dom-port.ts"
import { createStudio } from "./session/index.ts"

const studio = createStudio({
  importDropped: async (files) => resultOf(await window.slipmat.importDropped(files), Imported),
  learnFromDropped: async (files) =>
    resultOf(await window.slipmat.learnFromDropped(files), TakenIn),
  openDropped: async (file) => resultOf(await window.slipmat.openDropped(file), OpenedProject),
})
receivePorts({
  engine: (port) => studio.engineLine.attach(port),
  shell: (port) => studio.shellLine.attach(port),
  midi: (port) => studio.midi.attach(port),
})

await boot(studio, document.body)
