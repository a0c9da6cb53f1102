/** The classes of scratching that are told apart: base names of scratch.md 4.2. */
export const TECHNIQUE_CLASSES = [
  "baby",
  "scribble",
  "drag",
  "hydroplane",
  "tear",
  "forward",
  "backward",
  "stab",
  "chirp",
  "slice",
  "dice",
  "transformer",
  "flare1",
  "flare2",
  "flare3",
  "ogflare",
  "crab",
  "twiddle",
  "boomerang",
  "prizm",
] as const
export type TechniqueClass = (typeof TECHNIQUE_CLASSES)[number]
