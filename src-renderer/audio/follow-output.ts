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
}

/** Returns the function that stops following. */
export function followOutput(
  context: SinkContext,
  { devices, isSilent: wasSilent, onchange, starts }: Options,
): () => void {
  let isSilent = wasSilent
  let work: Promise<void> = Promise.resolve()
  const silence = async (): Promise<void> => {
    await context.setSinkId?.({ type: "none" }).catch(() => undefined)
    void context.resume()
    if (!isSilent) onchange("gone")
    isSilent = true
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
  // One at a time: devices come and go in bursts.
  const queue = (): void => void (work = work.then(look))
  const controller = new AbortController()
  const { signal } = controller
  devices.addEventListener("devicechange", queue, { signal })
  // What plays into nothing changes its state by our own doing.
  context.addEventListener("statechange", () => !isSilent && queue(), { signal })
  return () => controller.abort()
}
