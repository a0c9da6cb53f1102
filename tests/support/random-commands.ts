/** Random commands that fit a document most of the time; the rest must be refused with a StudioError. */
import type { Project } from "#shared/project/index.ts"
import { COMMAND_NAMES } from "./projects.ts"
import { clipMakers } from "./random/clip-makers.ts"
import { seededDice, type Dice, type Maker } from "./random/dice.ts"
import { gestureMakers } from "./random/gesture-makers.ts"
import { laneMakers } from "./random/lane-makers.ts"
import { trackMakers } from "./random/track-makers.ts"

export interface RandomCall {
  readonly name: string
  readonly args: unknown
}

const makers: Record<string, Maker> = {
  ...{ ...trackMakers, ...clipMakers, ...gestureMakers, ...laneMakers },
}

/** @returns a function that makes the next call for a document; the same seed makes the same calls */
export function commandMaker(seed: number): (project: Project) => RandomCall {
  const dice = seededDice(seed)
  return (project) => {
    const name = dice.one(COMMAND_NAMES)
    return { name, args: makeArgs(name, project, dice) }
  }
}

export function makeArgs(name: string, project: Project, dice: Dice): unknown {
  return makers[name]?.(project, dice)
}

/** Whether a name has a maker: a test holds the list against the registry. */
export function hasMaker(name: string): boolean {
  return Object.hasOwn(makers, name)
}
