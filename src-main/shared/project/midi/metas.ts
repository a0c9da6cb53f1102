import type { MetaEvent, MidiEvent } from "#shared/music/midi-file/index.ts"
import type { FileTime } from "./file-time.ts"

/** The meta events among events of a file, at ticks of the project. */
export function metasAt(events: readonly MidiEvent[], time: FileTime): MetaEvent[] {
  return events.flatMap((event) =>
    event.kind === "meta" ? [{ ...event, ticks: time.toProject(event.ticks) }] : [],
  )
}
