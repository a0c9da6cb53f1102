/** A side chain as one choice: the route to the device and the switch by which it listens go together. */
import { specOf } from "./device-words.ts"
import type { Device } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import type { MixerState } from "../mixer-state.svelte.ts"

/** The parameter of devices with a side chain that says to whom they listen. */
export const SOURCE = "source"
const [ITSELF, SIDE_CHAIN] = [0, 1]

/** Id of the track that is heard; null: the device's own sound. */
export function listensTo({ parameters, sidechainTrackId }: Device): string | null {
  return parameters[SOURCE] === SIDE_CHAIN ? (sidechainTrackId ?? null) : null
}

/** @param trackId null: its own sound */
export function chooseSideChain(mixer: MixerState, device: Device, trackId: string | null): void {
  const { id: deviceId, kind } = device
  const source = trackId === null ? ITSELF : SIDE_CHAIN
  const route: Step = { name: "device.sidechain", args: { deviceId, sidechainTrackId: trackId } }
  const listen: Step = {
    name: "device.parameter",
    args: { deviceId, parameters: { [SOURCE]: source } },
  }
  const hasSwitch = specOf(kind)?.parameters.some(({ id }) => id === SOURCE) === true
  mixer.studio.project.runAll("Choose side chain", hasSwitch ? [route, listen] : [route])
}
