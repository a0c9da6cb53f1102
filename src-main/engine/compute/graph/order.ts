/** Which values a computation needs, and in which order they can be computed. */
import type { Operation, Source, Subgraph, Value } from "./value.ts"

/** All that an operation reads: its inputs and what its body takes from outside. */
export function dependencies(operation: Operation): readonly Value[] {
  return operation.body ? [...operation.inputs, ...captured(operation.body)] : operation.inputs
}

/**
 * Operations that the outputs need, each after those that it needs itself. Without recursion: graphs are deep.
 * @param given values where the computation begins, whatever they are made of elsewhere
 */
export function operationsOf(
  outputs: readonly Value[],
  given: ReadonlySet<Value> = new Set(),
): Operation[] {
  const ordered: Operation[] = []
  const seen = new Set<Source>()
  const stack: { operation: Operation; needs: readonly Value[]; next: number }[] = []
  const visit = (value: Value): void => {
    const { source } = value
    if (source.kind !== "operation" || seen.has(source) || given.has(value)) return
    seen.add(source)
    stack.push({ operation: source, needs: dependencies(source), next: 0 })
  }
  for (const output of outputs) {
    visit(output)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (top.next < top.needs.length) visit(top.needs[top.next++]!)
      else ordered.push(stack.pop()!.operation)
    }
  }
  return ordered
}

/** The operations of a body that depend on its inputs; all others can be computed once, outside of the loop. */
export function innerOperations({ inputs, outputs }: Subgraph): Operation[] {
  const operations = operationsOf(outputs, new Set(inputs))
  const inside = dependents(operations, inputs)
  return operations.filter((operation) => operation.outputs.some((output) => inside.has(output)))
}

/** Values from outside that a body uses. */
export function captured(body: Subgraph): Value[] {
  const inner = innerOperations(body)
  const inside = new Set([...body.inputs, ...inner.flatMap(({ outputs }) => outputs)])
  const read = new Set([...inner.flatMap(dependencies), ...body.outputs])
  return [...read].filter((value) => !inside.has(value))
}

/** Values among the operations' outputs that depend on one of `roots`, and the roots. */
export function dependents(operations: readonly Operation[], roots: readonly Value[]): Set<Value> {
  const reached = new Set(roots)
  for (const operation of operations) {
    if (!dependencies(operation).some((value) => reached.has(value))) continue
    for (const output of operation.outputs) reached.add(output)
  }
  return reached
}
