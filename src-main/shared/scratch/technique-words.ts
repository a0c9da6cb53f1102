/** Techniques as they are called: a title, and a short name where there is little room. */
import type { TechniqueClass } from "./technique-names.ts"

interface Words {
  title: string
  short: string
}

const named = (title: string): Words => ({ title, short: title.toLowerCase() })

const WORDS: Readonly<Record<TechniqueClass, Words>> = {
  baby: named("Baby"),
  scribble: named("Scribble"),
  drag: named("Drag"),
  hydroplane: named("Hydroplane"),
  tear: named("Tear"),
  forward: named("Forward"),
  backward: named("Backward"),
  stab: named("Stab"),
  chirp: named("Chirp"),
  slice: named("Slice"),
  dice: named("Dice"),
  transformer: named("Transformer"),
  flare1: { title: "1-click flare", short: "flare 1" },
  flare2: { title: "2-click flare", short: "flare 2" },
  flare3: { title: "3-click flare", short: "flare 3" },
  ogflare: { title: "Original flare", short: "og flare" },
  crab: named("Crab"),
  twiddle: named("Twiddle"),
  boomerang: named("Boomerang"),
  prizm: named("Prizm"),
}

/** What is played where no technique is sure. */
export const UNSURE = "unsure"

export const techniqueTitle = (technique: TechniqueClass): string => WORDS[technique].title
export const techniqueShort = (technique: TechniqueClass): string => WORDS[technique].short
