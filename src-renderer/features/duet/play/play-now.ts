/** Notes on tracks now, or at a time of the context; the output is opened where it is not. */
import type { ProjectTransport } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { Sounding, SoundingPart } from "./sounding.ts"

interface Played {
  readonly parts: readonly SoundingPart[]
  onend(): void
  readonly atSeconds: number | undefined
}

export async function playNow(
  { transport, studio }: { transport: ProjectTransport; studio: Studio },
  sounding: Sounding,
  { parts, onend, atSeconds }: Played,
): Promise<void> {
  try {
    // It is open as a rule: then nothing is waited for.
    if (sounding.earliest === null) await transport.prepare(transport.positionTicks())
    sounding.start(parts, atSeconds ?? sounding.earliest ?? 0, () => onend())
  } catch (error) {
    onend()
    studio.toasts.error(error, "This could not be played.")
  }
}
