/** Runs the graphs we write in double precision: what every executor and every gradient is compared to. */
import { broadcastShape, type OnnxGraph, type OnnxNode } from "#engine/compute/index.ts"
import { at, atBroadcast, build, type Doubles, fold, sumOf } from "./arrays.ts"
import { convolve, convolveBack } from "./reference-convolution.ts"

type Names = ReadonlyMap<string, Doubles>
type Kernel = (inputs: Doubles[], node: OnnxNode, names: Names) => Doubles | Doubles[]

/** @returns the graph's outputs in their order */
export function evaluate(graph: OnnxGraph, given: Names): Doubles[] {
  const names = new Map(given)
  for (const [name, { shape, data }] of graph.initializers)
    names.set(name, { shape, data: Float64Array.from(data as Iterable<number>, Number) })
  for (const node of graph.nodes) {
    const kernel = kernels[node.type]
    if (!kernel) throw new Error(`The reference has no ${node.type}`)
    const results = kernel(
      node.inputs.map((name) => names.get(name)!),
      node,
      names,
    )
    node.outputs.forEach((name, i) => names.set(name, [results].flat()[i]!))
  }
  return graph.outputs.map(({ name }) => names.get(name)!)
}

const unary =
  (of: (x: number) => number): Kernel =>
  ([x]) => ({ shape: x!.shape, data: x!.data.map(of) })
const binary =
  (of: (a: number, b: number) => number): Kernel =>
  ([a, b]) =>
    build(broadcastShape(a!.shape, b!.shape), (p) => of(atBroadcast(a!, p), atBroadcast(b!, p)))
const numbers = (x: Doubles | undefined): number[] => [...(x?.data ?? [])]
const intOf = ({ attributes }: OnnxNode, name: string, otherwise = 0): number =>
  (attributes[name] as number | undefined) ?? otherwise
const axisFrom = (axis: number, x: Doubles): number => (axis < 0 ? axis + x.shape.length : axis)

const reduction =
  (combine: (all: number[]) => number): Kernel =>
  ([x, axes], node) => {
    const over = numbers(axes)
    const kept = fold(x!, over, combine)
    const shape = kept.shape.filter((_, axis) => !over.includes(axis))
    return intOf(node, "keepdims", 1) ? kept : { ...kept, shape }
  }

const matMul: Kernel = ([a, b]) => {
  const inner = a!.shape.at(-1)!
  const batch = broadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2))
  return build([...batch, a!.shape.at(-2)!, b!.shape.at(-1)!], (p) =>
    sumOf(
      Array.from({ length: inner }, (_, k) => {
        const front = p.slice(0, -2)
        return atBroadcast(a!, [...front, p.at(-2)!, k]) * atBroadcast(b!, [...front, k, p.at(-1)!])
      }),
    ),
  )
}

const transposed = (x: Doubles): Doubles => build(x.shape.toReversed(), ([i, j]) => at(x, [j!, i!]))

/** Abramowitz and Stegun 7.1.5: the series, which converges for the small numbers of tests. */
function erf(x: number): number {
  let [term, sum] = [x, x]
  for (let n = 1; n < 60; n++) sum += (term *= (-x * x) / n) / (2 * n + 1)
  return (2 / Math.sqrt(Math.PI)) * sum
}

const layerNormalization: Kernel = ([x, scale, bias], { attributes }) => {
  const { float: epsilon } = attributes["epsilon"] as { float: number }
  const last = [x!.shape.length - 1]
  const mean = fold(x!, last, (all) => sumOf(all) / all.length)
  const square = fold(x!, last, (all) => sumOf(all.map((each) => each * each)) / all.length)
  const data = square.data.map((each, i) => 1 / Math.sqrt(each - mean.data[i]! ** 2 + epsilon))
  const inverse = { ...square, data }
  const y = build(x!.shape, (p) => {
    const normal = (at(x!, p) - atBroadcast(mean, p)) * atBroadcast(inverse, p)
    return normal * atBroadcast(scale!, p) + atBroadcast(bias!, p)
  })
  return [y, mean, inverse]
}

const softmax: Kernel = ([x]) => {
  const exps = { ...x!, data: x!.data.map(Math.exp) }
  const sums = fold(exps, [x!.shape.length - 1], sumOf)
  return build(x!.shape, (p) => at(exps, p) / atBroadcast(sums, p))
}

const scan: Kernel = (inputs, { attributes }, names) => {
  const body = attributes["body"] as OnnxGraph
  const count = attributes["num_scan_inputs"] as number
  const isReversed = (attributes["scan_input_directions"] as number[])[0] === 1
  let states = inputs.slice(0, inputs.length - count)
  const elements = inputs.slice(inputs.length - count)
  const turns = elements[0]!.shape[0]!
  const order = Array.from({ length: turns }, (_, turn) => (isReversed ? turns - 1 - turn : turn))
  const results: Doubles[][] = []
  for (const turn of order) {
    const slices = elements.map((x) => build(x.shape.slice(1), (p) => at(x, [turn, ...p])))
    const inside = new Map(names)
    body.inputs.forEach(({ name }, i) => inside.set(name, [...states, ...slices][i]!))
    const outputs = evaluate(body, inside)
    states = outputs.slice(0, states.length)
    results[turn] = outputs.slice(states.length)
  }
  const stacked = results[0]!.map(({ shape }, i) =>
    build([turns, ...shape], ([turn, ...p]) => at(results[turn!]![i]!, p)),
  )
  return [...states, ...stacked]
}

const byChannel = (y: Doubles, bias?: Doubles): Doubles =>
  bias ? build(y.shape, (p) => at(y, p) + bias.data[p[1]!]!) : y

const kernels: Record<string, Kernel> = {
  Add: binary((a, b) => a + b),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  Div: binary((a, b) => a / b),
  Equal: binary((a, b) => Number(a === b)),
  Greater: binary((a, b) => Number(a > b)),
  Less: binary((a, b) => Number(a < b)),
  Neg: unary((x) => -x),
  Exp: unary(Math.exp),
  Log: unary(Math.log),
  Sqrt: unary(Math.sqrt),
  Sin: unary(Math.sin),
  Cos: unary(Math.cos),
  Abs: unary(Math.abs),
  Sign: unary(Math.sign),
  Floor: unary(Math.floor),
  Tanh: unary(Math.tanh),
  Sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  Softplus: unary((x) => Math.log1p(Math.exp(x))),
  Erf: unary(erf),
  Relu: unary((x) => Math.max(0, x)),
  Identity: unary((x) => x),
  Cast: unary((x) => x),
  Where: ([c, a, b]) =>
    build(broadcastShape(c!.shape, broadcastShape(a!.shape, b!.shape)), (p) =>
      atBroadcast(c!, p) ? atBroadcast(a!, p) : atBroadcast(b!, p),
    ),
  Reshape: ([x, shape]) => ({ shape: numbers(shape), data: x!.data }),
  Expand: ([x, shape]) => build(numbers(shape), (p) => atBroadcast(x!, p)),
  Transpose([x], { attributes }) {
    const order = attributes["perm"] as number[]
    return build(
      order.map((axis) => x!.shape[axis]!),
      (p) =>
        at(
          x!,
          x!.shape.map((_, axis) => p[order.indexOf(axis)]!),
        ),
    )
  },
  Slice([x, starts, ends, axes, steps]) {
    const [axis, step] = [numbers(axes)[0]!, numbers(steps)[0] ?? 1]
    const length = x!.shape[axis]!
    const from = numbers(starts)[0]! < 0 ? length - 1 : numbers(starts)[0]!
    const to = Math.max(-1, Math.min(length, numbers(ends)[0]!))
    const shape = x!.shape.with(axis, Math.ceil((to - from) / step))
    return build(shape, (p) => at(x!, p.with(axis, from + p[axis]! * step)))
  },
  Pad([x, pads]) {
    const rank = x!.shape.length
    const [before, after] = [numbers(pads).slice(0, rank), numbers(pads).slice(rank)]
    const shape = x!.shape.map((length, axis) => length + before[axis]! + after[axis]!)
    return build(shape, (p) => {
      const inner = p.map((index, axis) => index - before[axis]!)
      const isInside = inner.every((index, axis) => index >= 0 && index < x!.shape[axis]!)
      return isInside ? at(x!, inner) : 0
    })
  },
  Concat(parts, node) {
    const axis = intOf(node, "axis")
    const total = sumOf(parts.map(({ shape }) => shape[axis]!))
    return build(parts[0]!.shape.with(axis, total), (p) => {
      let index = p[axis]!
      const part = parts.find(({ shape }) => (index -= shape[axis]!) < 0)!
      return at(part, p.with(axis, index + part.shape[axis]!))
    })
  },
  Gather: ([table, indices]) =>
    build([...indices!.shape, table!.shape[1]!], (p) =>
      at(table!, [at(indices!, p.slice(0, -1)), p.at(-1)!]),
    ),
  ReduceSum: reduction(sumOf),
  ReduceMean: reduction((all) => sumOf(all) / all.length),
  ReduceMax: reduction((all) => Math.max(...all)),
  ArgMax([x], node) {
    const axis = axisFrom(intOf(node, "axis"), x!)
    const most = fold(x!, [axis], (all) => all.indexOf(Math.max(...all)))
    return { ...most, shape: most.shape.slice(0, -1) }
  },
  Softmax: softmax,
  MatMul: matMul,
  Gemm([a, b, c], node, names) {
    const left = intOf(node, "transA") ? transposed(a!) : a!
    const right = intOf(node, "transB") ? transposed(b!) : b!
    const product = matMul([left, right], node, names) as Doubles
    return c ? build(product.shape, (p) => at(product, p) + atBroadcast(c, p)) : product
  },
  LayerNormalization: layerNormalization,
  Conv: ([x, kernel, bias], { attributes }) => byChannel(convolve(x!, kernel!, attributes), bias),
  ConvTranspose: ([x, kernel, bias], { attributes }) =>
    byChannel(convolveBack(x!, kernel!, attributes), bias),
  Scan: scan,
}

/** Names of all operators that the reference knows: those of the language. */
export const REFERENCE_OPERATORS = Object.keys(kernels)
