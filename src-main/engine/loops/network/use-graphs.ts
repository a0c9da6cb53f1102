/** The graphs by which a loop model is used: of several sizes of batch, with one vector of parameters that they share. */
import { encodeModel, type GraphSpec, input, lower, slicesOf } from "../../compute/index.ts"
import type { LoopNetwork } from "./config.ts"
import { loopInput, loopLayout } from "./layout.ts"
import { decodeLoops, encodeLoops } from "./network.ts"

/** One loop after the other comes as quickly as a few; many come as a grid. */
export const BATCHES = [16, 256] as const

/** Names of a session's models. */
export const encoderName = (batch: number): string => `encode.${batch}`
export const decoderName = (batch: number): string => `decode.${batch}`

export function useGraphs(network: LoopNetwork): Record<string, Uint8Array> {
  const all: Record<string, Uint8Array> = {}
  for (const batch of BATCHES) {
    all[encoderName(batch)] = encodeModel(lower(encodeGraph(network, batch)))
    all[decoderName(batch)] = encodeModel(lower(decodeGraph(network, batch)))
  }
  return all
}

/** Input `x`; outputs `mean` and `logVariance` [batch, latent]. */
function encodeGraph(network: LoopNetwork, batch: number): GraphSpec {
  const layout = loopLayout(network)
  const parameters = input("parameters", [layout.size])
  const x = loopInput(network, batch)
  return {
    inputs: { x, parameters },
    outputs: { ...encodeLoops(slicesOf(parameters, layout), x, network) },
  }
}

/** Input `z` [batch, latent]; output `told` [batch, steps, width of a step]. */
function decodeGraph(network: LoopNetwork, batch: number): GraphSpec {
  const layout = loopLayout(network)
  const parameters = input("parameters", [layout.size])
  const z = input("z", [batch, network.latent])
  return {
    inputs: { z, parameters },
    outputs: { told: decodeLoops(slicesOf(parameters, layout), z, network) },
  }
}
