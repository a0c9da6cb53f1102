/**
 * Records hands into a library as the studio does (a piece every 50 ms through the service and the store), until it is killed.
 * Says on stdout when the take began, in microseconds of the system's monotonic clock.
 */
// Past the doors of the domains, which would load decoders, too.
import { createGestureService } from "../../../src-main/engine/gestures/gesture-service.ts"
import { createKeptTakes } from "../../../src-main/engine/gestures/kept-takes-store.ts"
import { createOwnControllers } from "../../../src-main/engine/gestures/own-controllers-io.ts"
import { openDatabase } from "../../../src-main/engine/library/database-store.ts"
import { createMidiFeed } from "../../../src-main/engine/midi/index.ts"
import { Deck } from "../../../src-main/shared/dsp/deck/index.ts"
import { NO_SOUNDS } from "./no-sounds.ts"
import { portPair } from "../port-pair.ts"

const RATE_HZ = 48_000
const PIECE_MS = 50
const call = { signal: new AbortController().signal, progress: () => undefined }
const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6

const folder = process.argv[2]!
const midi = createMidiFeed()
const [device, line] = portPair()
midi.attach(line)
const { handlers } = createGestureService({
  ...{ takes: createKeptTakes(openDatabase(folder)), controllers: createOwnControllers(folder) },
  ...{ midi, clock: { now: () => 0 }, sounds: NO_SOUNDS, newId: () => "killed" },
})
const { id: takeId } = await handlers["gestures.begin"](
  { partId: null, rateHz: RATE_HZ, start: new Deck(RATE_HZ).snapshot(), mayTrain: false },
  call,
)
const beganMs = nowMs()
process.stdout.write(`${Math.round(beganMs * 1000)}\n`)
let value = 0
// A platter that is turned: a message a millisecond.
setInterval(() => {
  const atMs = nowMs()
  for (let k = 0; k < 5; k++)
    device.post({
      kind: "bytes",
      port: "Deck",
      bytes: Uint8Array.of(0xb0, 0x22, value++ % 128),
      atMs,
    })
}, 5)
setInterval(() => {
  const frames = Math.round(((nowMs() - beganMs) * RATE_HZ) / 1000)
  void handlers["gestures.append"]({ takeId, frames, events: [] }, call)
}, PIECE_MS)
