/** The ids that entities of a project have in a DAWproject. */
import type { AutomationTarget, Project } from "../model/index.ts"

/** The ids that tracks, channels and parameters have in the file: letters and numbers, as XML wants them. */
export interface FileIds {
  track(trackId: string): string
  channel(trackId: string): string
  parameter(trackId: string, target: AutomationTarget): string
}

export function fileIds(project: Project): FileIds {
  const numbers = new Map<string, number>()
  const number = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, known)
    return known
  }
  for (const id of [...project.trackOrder, project.masterTrackId]) number(id)
  return {
    track: (trackId) => `track${number(trackId)}`,
    channel: (trackId) => `channel${number(trackId)}`,
    parameter: (trackId, { deviceId = "", parameter }) =>
      `parameter${number(`${trackId}/${deviceId}/${parameter}`)}`,
  }
}
