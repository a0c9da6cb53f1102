/** Handlers that write down what they are asked. */
import type { Handlers, StudioContract } from "../../src-main/shared/contract/index.ts"

export interface Call {
  name: string
  input: unknown
}

/** @param calls to which each call is added as it arrives */
export function recordCalls(
  calls: Call[],
  handlers: Handlers<StudioContract>,
): Handlers<StudioContract> {
  const wrap = ([name, handler]: [string, unknown]): [string, unknown] => [
    name,
    (input: unknown, context: unknown) => {
      calls.push({ name, input })
      return (handler as (...all: unknown[]) => unknown)(input, context)
    },
  ]
  return Object.fromEntries(Object.entries(handlers).map(wrap)) as Handlers<StudioContract>
}
