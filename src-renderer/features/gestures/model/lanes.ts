/** Where the lanes lie, one above the other, px. */
export interface Lane {
  readonly top: number
  readonly height: number
}

export type LaneName = "ruler" | "position" | "speed" | "fader" | "sound"
export type Lanes = Readonly<Record<LaneName, Lane>>

const RULER_PX = 24
const LEAST_PX = { position: 90, speed: 40, fader: 44, sound: 44 }

/** The position has what the others leave. */
export function lanesOf(heightPx: number): Lanes {
  const rest = Math.max(0, heightPx - RULER_PX)
  const part = (least: number, share: number): number => Math.max(least, Math.round(rest * share))
  const [speed, fader, sound] = [
    part(LEAST_PX.speed, 0.15),
    part(LEAST_PX.fader, 0.14),
    part(LEAST_PX.sound, 0.22),
  ]
  const position = Math.max(LEAST_PX.position, rest - speed - fader - sound)
  const top = RULER_PX + position
  return {
    ruler: { top: 0, height: RULER_PX },
    position: { top: RULER_PX, height: position },
    speed: { top, height: speed },
    fader: { top: top + speed, height: fader },
    sound: { top: top + speed + fader, height: sound },
  }
}

export function laneAt(lanes: Lanes, y: number): LaneName {
  const names: LaneName[] = ["sound", "fader", "speed", "position"]
  return names.find((name) => y >= lanes[name].top) ?? "ruler"
}
