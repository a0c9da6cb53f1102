/**
 * Keeps the song going when the sound output goes, comes back or pauses. Without one the context runs on the clock alone, so
 * that nothing stops; what is heard is then nothing, and that is said.
 */
import type { SinkContext } from "./open-player.ts"

export type OutputChange = "gone" | "back"

interface Options {
  /** Where `devicechange` comes from. */
  devices: EventTarget
  /** Whether the context plays into nothing from the start. */
  isSilent: boolean
  onchange(change: OutputChange): void
  /** Whether the device takes sound. */
  starts(context: SinkContext): Promise<boolean>
  /** Whether any device would take sound now; touches none that sounds. */
  isThere(): Promise<boolean>
  /** For tests: a clock of their own. Returns what calls it off. */
  later?(run: () => void, milliseconds: number): () => void
}

/** Sound servers (PulseAudio, PipeWire) give no sign when an output of theirs comes: it is looked for, ever less often. */
const LOOK_FIRST_MS = 1000
const LOOK_LAST_MS = 8000

/** Returns the function that stops following. */
export function followOutput(
  context: SinkContext,
  { devices, isSilent: wasSilent, onchange, starts, isThere, later = afterMs }: Options,
): () => void {
  let isSilent = wasSilent
  let work: Promise<void> = Promise.resolve()
  let callOff = (): void => undefined
  const silence = async (): Promise<void> => {
    await context.setSinkId?.({ type: "none" }).catch(() => undefined)
    void context.resume()
    if (!isSilent) onchange("gone")
    isSilent = true
    lookLater(LOOK_FIRST_MS)
  }
  const look = async (): Promise<void> => {
    if (context.state === "closed") return
    if (isSilent) {
      // The empty name is whatever device the system plays on now.
      const isTaken = await context.setSinkId?.("").then(
        () => true,
        () => false,
      )
      if (!isTaken) return
      if (!(await starts(context))) return silence()
      isSilent = false
      onchange("back")
    } else if (context.state !== "running" && !(await starts(context))) await silence()
  }
  const lookLater = (milliseconds: number): void => {
    callOff()
    callOff = later(() => {
      work = work.then(async () => {
        if (isSilent && context.state !== "closed" && (await isThere())) await look()
        if (isSilent) lookLater(Math.min(LOOK_LAST_MS, 2 * milliseconds))
      })
    }, milliseconds)
  }
  // One at a time: devices come and go in bursts.
  const queue = (): void => void (work = work.then(look))
  const controller = new AbortController()
  const { signal } = controller
  devices.addEventListener("devicechange", queue, { signal })
  // What plays into nothing changes its state by our own doing.
  context.addEventListener("statechange", () => !isSilent && queue(), { signal })
  if (isSilent) lookLater(LOOK_FIRST_MS)
  return () => {
    controller.abort()
    callOff()
  }
}

function afterMs(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
