/** Before dawn: the sea (made in sea-noise.ts), a bell buoy, a foghorn, birds, the needle in the groove. */
import { playLine } from "../notation.ts"
import type { SectionScore } from "../song.ts"

export function harbour(start: number): SectionScore {
  return {
    notes: [
      ...playLine("D2+A2:3", { part: "foghorn", startBeat: start + 4, velocity: 74 }),
      ...playLine("D2+A2:2.5", { part: "foghorn", startBeat: start + 11.5, velocity: 52 }),
    ],
    hits: [
      ...needleNoise(start, 4),
      {
        sample: "perc_bell",
        startBeat: start + 1.5,
        gainDb: -16,
        pan: -0.5,
        speed: 0.8,
        send: 0.5,
      },
      {
        sample: "perc_bell",
        startBeat: start + 8.75,
        gainDb: -18,
        pan: -0.4,
        speed: 0.8,
        send: 0.5,
      },
      { sample: "misc_crow", startBeat: start + 7, gainDb: -24, pan: 0.6, speed: 1.4, send: 0.9 },
      {
        sample: "misc_crow",
        startBeat: start + 7.9,
        gainDb: -27,
        pan: 0.65,
        speed: 1.45,
        send: 0.9,
      },
      {
        sample: "misc_crow",
        startBeat: start + 10.3,
        gainDb: -29,
        pan: 0.3,
        speed: 1.3,
        send: 0.9,
      },
      {
        sample: "ambi_dark_woosh",
        startBeat: start + 11,
        gainDb: -14,
        send: 0.3,
        fadeInSeconds: 0.5,
      },
    ],
  }
}

/** Copies of the 8 s hiss, each crossfaded over one second with the next, so that no seam is heard. */
export function needleNoise(start: number, count: number): SectionScore["hits"] {
  const stepBeats = 10
  return Array.from({ length: count }, (_, index) => ({
    sample: "vinyl_hiss" as const,
    startBeat: start + index * stepBeats,
    gainDb: -17,
    fadeInSeconds: 1,
    fadeOutSeconds: 1,
  }))
}
