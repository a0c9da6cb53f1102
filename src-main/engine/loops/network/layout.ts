/** Which parameters a loop model has, and what it is given. */
import { input, layoutOf, type ParameterLayout, type Value } from "../../compute/index.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { stepsOf } from "../heard/melody.ts"
import type { LoopNetwork } from "./config.ts"
import { decodeLoops, encodeLoops } from "./network.ts"

/** Codes int32 [batch, steps], or of each step hits and how hard they are [batch, steps * 2 * kinds]. */
export function loopInput({ kind, bars }: LoopNetwork, batch: number): Value {
  const steps = stepsOf(bars)
  return kind === "melody"
    ? input("x", [batch, steps], "int32")
    : input("x", [batch, steps * 2 * DRUM_KINDS])
}

export function loopLayout(network: LoopNetwork): ParameterLayout {
  return layoutOf((parameters) => {
    const { mean } = encodeLoops(parameters, loopInput(network, 1), network)
    return decodeLoops(parameters, mean, network)
  })
}
