/** The peaks of the tracks that can be seen, written past the reactive system: they differ at every frame. */
import { placeOfDb } from "../model/levels.ts"
import type { SongTransport } from "../song-transport.ts"

const shown = new WeakMap<HTMLElement, number>()
/** A meter falls by this share of its place a frame, so that a peak can be seen. */
const FALL = 0.94
const LEAST_SHARE = 0.002

export function showLevels(list: HTMLElement, transport: SongTransport): void {
  for (const meter of list.querySelectorAll<HTMLElement>("[data-meter]")) {
    const before = shown.get(meter) ?? 0
    const now = transport.isPlaying
      ? shareOf(transport.meters.levels(meter.dataset["meter"] ?? ""))
      : 0
    const fallen = before * FALL < LEAST_SHARE ? 0 : before * FALL
    const share = Math.max(now, fallen)
    if (share === before) continue
    shown.set(meter, share)
    meter.style.transform = `scaleX(${share.toFixed(3)})`
  }
}

const shareOf = ({ left, right }: { left: number; right: number }): number =>
  placeOfDb(20 * Math.log10(Math.max(left, right, 1e-6)))
