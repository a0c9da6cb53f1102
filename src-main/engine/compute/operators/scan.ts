/**
 * A loop over the first axis of some tensors, with states that go from turn to turn: ONNX's Scan, and its gradient, a
 * second Scan that runs backwards. Weights enter a body simply by being used in it.
 */
import { backpropagate } from "../graph/differentiate.ts"
import { captured, innerOperations, operationsOf } from "../graph/order.ts"
import { input, type Operation, operation, type Subgraph, type Value } from "../graph/value.ts"
import { zerosLike } from "./repeat.ts"
import { weightUses } from "./scan-weights.ts"

export interface Turn {
  states: Value[]
  outputs: Value[]
}

/**
 * @param over.states values before the first turn
 * @param over.elements tensors [turns, ...], of which every turn sees one slice each
 * @param body from states and slices to the next states and this turn's outputs
 * @returns the states after the last turn, and the outputs of all turns [turns, ...]
 */
export function scan(
  { states, elements }: { states: readonly Value[]; elements: readonly Value[] },
  body: (states: Value[], elements: Value[]) => Turn,
): Turn {
  const stateInputs = states.map(({ shape, dtype }) => input("state", shape, dtype))
  const elementInputs = elements.map(({ shape, dtype }) => input("element", shape.slice(1), dtype))
  const result = body(stateInputs, elementInputs)
  const forward = loop({ states, elements, stateInputs, elementInputs, result })
  return { states: forward.states, outputs: forward.outputs }
}

interface LoopSpec {
  states: readonly Value[]
  elements: readonly Value[]
  /** Where one turn's computation begins; any values, whatever they are made of outside of this loop. */
  stateInputs: readonly Value[]
  elementInputs: readonly Value[]
  /** What one turn ends with. */
  result: Turn
  /** From the last slice to the first; outputs lie as the slices do. */
  isReversed?: boolean
}

interface Loop extends Turn {
  spec: LoopSpec
  body: Subgraph
  /** The values of all turns of something inside the loop. Only for a loop that has a gradient. */
  keep(inside: Value): Value
}

function loop(spec: LoopSpec): Loop {
  const { states, elements, stateInputs, elementInputs, result, isReversed = false } = spec
  const turns = elements[0]?.shape[0]
  if (turns === undefined || elements.some(({ shape }) => shape[0] !== turns))
    throw new RangeError("A loop needs tensors of one length to go over")
  const directions = (values: readonly Value[]): number[] => values.map(() => Number(isReversed))
  const body = { inputs: [...stateInputs, ...elementInputs], outputs: result.states.map(named) }
  const source: Operation = {
    ...{ kind: "operation", type: "Scan", inputs: [...states, ...elements], body },
    attributes: {
      num_scan_inputs: elements.length,
      scan_input_directions: directions(elements),
      ...(isReversed && { scan_output_directions: directions(result.outputs) }),
    },
    outputs: [],
    gradient: isReversed ? undefined : (given, wanted) => loopGradient(forward, given, wanted),
  }
  for (const { shape, dtype } of states) source.outputs.push({ dtype, shape, source })
  const stack = (inside: Value): Value => {
    body.outputs.push(named(inside))
    const value = { dtype: inside.dtype, shape: [turns, ...inside.shape], source }
    source.outputs.push(value)
    return value
  }
  const kept = new Map<Value, Value>()
  const keep = (inside: Value): Value => {
    const value = kept.get(inside) ?? stack(inside)
    kept.set(inside, value)
    return value
  }
  const final = source.outputs.slice()
  const forward: Loop = { spec, body, keep, states: final, outputs: result.outputs.map(stack) }
  return forward
}

/** A body's outputs are operations of their own: never its inputs, nor one value twice. */
const named = (x: Value): Value =>
  operation({ type: "Identity", inputs: [x], shape: x.shape, gradient: (dy) => [dy] })

/**
 * One turn's gradients as the body of a loop that runs backwards: from those of the next turn's states and of this turn's
 * outputs to those of this turn's states and slices. What it reads of the forward turn, the forward loop keeps. Weights
 * get their gradients after the loop.
 */
function loopGradient(
  forward: Loop,
  given: readonly (Value | undefined)[],
  wanted: (value: Value) => boolean,
): (readonly [Value, Value])[] {
  const { spec, body, keep } = forward
  const { states, elements, stateInputs, elementInputs } = spec
  const begin = new Set(body.inputs)
  const results = body.outputs.slice()
  const inner = innerOperations(body)
  const weights = captured(body).filter((value) => value.dtype === "float32" && wanted(value))
  const uses = weightUses(inner, new Set(weights))

  const fromNext = stateInputs.map(({ shape }) => input("gradient", shape))
  const reached = results.flatMap((result, i) => {
    const dy = i < states.length ? undefined : given[i]
    return dy ? [{ result, dy, slice: input("gradient", result.shape) }] : []
  })
  const adjoints = backpropagate(
    [
      ...fromNext.map((dy, i) => [results[i]!, dy] as const),
      ...reached.map(({ result, slice }) => [result, slice] as const),
    ],
    [...body.inputs, ...uses.map(({ output }) => output)],
    begin,
  )
  const adjointOf = (value: Value): Value => adjoints.get(value) ?? zerosLike(value)
  const turn: Turn = {
    states: stateInputs.map(adjointOf),
    outputs: [
      ...elementInputs.map(adjointOf),
      ...uses.map(({ output, perTurn }) => perTurn(adjointOf(output))),
    ],
  }
  const inside = new Set([...begin, ...inner.flatMap(({ outputs }) => outputs)])
  const read = readFrom([...turn.states, ...turn.outputs], inside)
  const backward = loop({
    states: states.map((state, i) => given[i] ?? zerosLike(state)),
    elements: [...reached.map(({ dy }) => dy), ...read.map(keep)],
    stateInputs: fromNext,
    elementInputs: [...reached.map(({ slice }) => slice), ...read],
    ...{ result: turn, isReversed: true },
  })
  const ofUses = backward.outputs.slice(elements.length)
  return [
    ...states.map((state, i) => [state, backward.states[i]!] as const),
    ...elements.map((element, i) => [element, backward.outputs[i]!] as const),
    ...uses.map((use, i) => [use.weight, use.total(ofUses[i]!, keep)] as const),
  ]
}

/** Members of `inside` that a computation reads without going through others of them. */
function readFrom(outputs: readonly Value[], inside: ReadonlySet<Value>): Value[] {
  const operations = operationsOf(outputs, inside)
  const read = new Set([...outputs, ...operations.flatMap(({ inputs }) => inputs)])
  return [...read].filter((value) => inside.has(value))
}
