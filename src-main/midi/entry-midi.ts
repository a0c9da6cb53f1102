/** The MIDI process: small, so that neither the window nor a busy engine delays what a hand plays. */
import { delimiter } from "node:path"
import { mainPort, type MainPort } from "#engine/rpc/index.ts"
import { MidiHost } from "./midi-host.ts"
import { openNativeSystem } from "./native-system-io.ts"
import { OscHost } from "./osc-host.ts"
import { openUdp } from "./osc-socket-io.ts"
import { openPipeSystem } from "./pipe-system-io.ts"

const LOOK_MS = 1000
/** The system's clock, not this process's own: the engine compares it with its own. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

interface UtilityProcess {
  parentPort: { on(event: "message", receive: (event: { ports: MainPort[] }) => void): unknown }
}

const sockets = process.env["SLIPMAT_MIDI_SOCKET"]?.split(delimiter).filter(Boolean) ?? []
const opening =
  sockets.length > 0 ? Promise.resolve(openPipeSystem(...sockets)) : openNativeSystem()
const starting = opening.then((system) => {
  const osc = new OscHost({ open: openUdp, now: monotonicMs })
  return new MidiHost({ system, osc, now: monotonicMs })
})
const { parentPort } = process as unknown as UtilityProcess
parentPort.on("message", ({ ports: [port] }) => {
  if (port) void starting.then((host) => host.add(mainPort(port)))
})
void starting.then((host) => setInterval(() => host.poll(), LOOK_MS))
