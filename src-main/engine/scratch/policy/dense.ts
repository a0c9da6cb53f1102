/** Layers of a network in plain arithmetic, for one row at a time; nothing is allocated. */
import type { ParameterLayout } from "../../compute/index.ts"

export class Dense {
  readonly weights: Float32Array
  readonly #at: ReadonlyMap<string, number>

  constructor({ specs }: ParameterLayout, weights: Float32Array) {
    this.weights = weights
    this.#at = new Map(specs.map(({ name, offset }) => [name, offset]))
  }

  /** Where a parameter begins. */
  at(name: string): number {
    return this.#at.get(name)!
  }

  layer(name: string): Layer {
    return { weight: this.at(`${name}.weight`), bias: this.at(`${name}.bias`) }
  }

  /** x W + b. @param inputs how many of `from`, from `offset` on */
  apply(
    { weight, bias }: Layer,
    from: Float32Array | Float64Array,
    [offset, inputs]: readonly [number, number],
    into: Float64Array,
  ): void {
    const { weights } = this
    const outputs = into.length
    for (let o = 0; o < outputs; o++) into[o] = weights[bias + o]!
    let row = weight
    for (let i = 0; i < inputs; i++) {
      const value = from[offset + i]!
      // Half of what a rectifier lets through is nothing.
      if (value !== 0) for (let o = 0; o < outputs; o++) into[o]! += value * weights[row + o]!
      row += outputs
    }
  }

  /** The same, and nothing below 0. */
  rectified(
    layer: Layer,
    from: Float32Array | Float64Array,
    span: readonly [number, number],
    into: Float64Array,
  ): void {
    this.apply(layer, from, span, into)
    for (let i = 0; i < into.length; i++) if (into[i]! < 0) into[i] = 0
  }
}

interface Layer {
  weight: number
  bias: number
}
