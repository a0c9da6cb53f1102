/** Boot: take the ports that the desktop hands over, read the preferences, open the studio. */
import { boot } from "./app/boot.ts"
import { receivePorts } from "./engine/dom-port.ts"
import { createStudio } from "./session/index.ts"

const studio = createStudio({ importDropped: (files) => window.slipmat.importDropped(files) })
receivePorts({
  engine: (port) => studio.engineLine.attach(port),
  shell: (port) => studio.shellLine.attach(port),
  midi: (port) => studio.midi.attach(port),
})

await boot(studio, document.body)
