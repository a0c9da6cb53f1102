/** Convolutions written as their definition, in one or two dimensions. */
import type { OnnxNode } from "#engine/compute/index.ts"
import { at, build, type Doubles, offsetOf, positionsOf } from "./arrays.ts"

type Attributes = OnnxNode["attributes"]

interface Geometry {
  strides: number[]
  dilations: number[]
  pads: number[]
}

/** Calls `use` for every pair of an output's place and the input's place that a tap connects. */
function* connections(
  sizes: { wide: number[]; narrow: number[]; taps: number[] },
  geometry: Geometry,
) {
  for (const tap of positionsOf(sizes.taps))
    for (const narrow of positionsOf(sizes.narrow)) {
      const wide = narrow.map(
        (index, i) =>
          index * geometry.strides[i]! + tap[i]! * geometry.dilations[i]! - geometry.pads[i]!,
      )
      if (wide.every((index, i) => index >= 0 && index < sizes.wide[i]!))
        yield { tap, narrow, wide }
    }
}

export function convolve(x: Doubles, kernel: Doubles, attributes: Attributes): Doubles {
  const geometry = attributes as unknown as Geometry
  const taps = kernel.shape.slice(2)
  const wide = x.shape.slice(2)
  const narrow = wide.map((length, i) => {
    const reach = geometry.dilations[i]! * (taps[i]! - 1) + 1
    const padded = length + geometry.pads[i]! + geometry.pads[i + wide.length]!
    return Math.floor((padded - reach) / geometry.strides[i]!) + 1
  })
  const y = build([x.shape[0]!, kernel.shape[0]!, ...narrow], () => 0)
  for (const place of connections({ wide, narrow, taps }, geometry))
    for (const [b, o, i] of positionsOf([x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!]))
      y.data[offsetOf(y.shape, [b!, o!, ...place.narrow])]! +=
        at(x, [b!, i!, ...place.wide]) * at(kernel, [o!, i!, ...place.tap])
  return y
}

export function convolveBack(x: Doubles, kernel: Doubles, attributes: Attributes): Doubles {
  const geometry = attributes as unknown as Geometry
  const padding = attributes["output_padding"] as number[]
  const taps = kernel.shape.slice(2)
  const narrow = x.shape.slice(2)
  const wide = narrow.map((length, i) => {
    const reach = geometry.dilations[i]! * (taps[i]! - 1) + 1
    const cut = geometry.pads[i]! + geometry.pads[i + narrow.length]!
    return geometry.strides[i]! * (length - 1) + reach - cut + padding[i]!
  })
  const y = build([x.shape[0]!, kernel.shape[1]!, ...wide], () => 0)
  for (const place of connections({ wide, narrow, taps }, geometry))
    for (const [b, i, o] of positionsOf([x.shape[0]!, kernel.shape[0]!, kernel.shape[1]!]))
      y.data[offsetOf(y.shape, [b!, o!, ...place.wide])]! +=
        at(x, [b!, i!, ...place.narrow]) * at(kernel, [i!, o!, ...place.tap])
  return y
}
