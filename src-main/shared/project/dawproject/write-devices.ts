/** Devices of a track: ours with all that they have, and those that the format describes itself also in its terms. */
import { entitiesOf, type Device, type Project, type Track } from "../model/index.ts"
import { element, type XmlElement } from "../xml/xml.ts"
import { inFormatsTerms } from "./write-built-in.ts"
import type { FileIds } from "./file-ids.ts"

/** Devices of ours are told by this. */
export const DEVICE_PREFIX = "slipmat."

export function deviceElement(
  project: Project,
  track: Track,
  device: Device,
  ids: Pick<FileIds, "parameter">,
): XmlElement {
  const { id, kind, name, role, isBypassed, parameters } = device
  // A curve can only point at a parameter that is written.
  const automated = automatedParameters(project, track, id)
  const names = new Set([...Object.keys(parameters), ...automated])
  const attributes = {
    ...{ deviceID: DEVICE_PREFIX + kind, deviceName: kind, deviceVendor: "Slipmat" },
    ...{ name, deviceRole: role === "instrument" ? "instrument" : "audioFX" },
    comment: device.state === undefined ? undefined : JSON.stringify(device.state),
  }
  const { name: elementName, children } = inFormatsTerms(device)
  return element(elementName, attributes, [
    element(
      "Parameters",
      {},
      [...names].map((parameter) =>
        element("RealParameter", {
          ...{ id: ids.parameter(track.id, { deviceId: id, parameter }), name: parameter },
          ...{ unit: "linear", value: parameters[parameter] },
        }),
      ),
    ),
    element("Enabled", { value: !isBypassed }),
    ...children,
  ])
}

function automatedParameters(
  { clips }: Project,
  { id, automation }: Track,
  deviceId: string,
): string[] {
  const ofClips = entitiesOf(clips).flatMap((clip) =>
    clip.kind === "automation" && clip.trackId === id ? [clip.target] : [],
  )
  return [...automation.map(({ target }) => target), ...ofClips]
    .filter((target) => target.deviceId === deviceId)
    .map(({ parameter }) => parameter)
}
