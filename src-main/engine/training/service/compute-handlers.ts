/** Answers compute.*: what this machine trains with. */
import type { TestedExecutor } from "#shared/contract/compute.ts"
import type { SelfTestResult } from "../../compute/index.ts"
import type { ComputeHandlers, TrainingOptions } from "./options.ts"

export const computeHandlers = ({ executors }: TrainingOptions): ComputeHandlers => ({
  async "compute.test"(_input, { signal, progress }) {
    const known: TestedExecutor[] = []
    const onResult = (result: SelfTestResult): void => {
      known.push(tested(result))
      progress([...known])
    }
    const { chosen, results } = await executors.test({ signal, onResult })
    return { fastest: chosen ?? null, results: results.map(tested) }
  },
  "compute.choice": () => ({ executor: executors.wanted(), forced: executors.forced() }),
  "compute.choose": ({ executor }) => executors.want(executor),
})

const tested = ({ executor, state, reason, stepMs }: SelfTestResult): TestedExecutor => ({
  ...{ executor, state, reason },
  stepMs: Number.isFinite(stepMs) ? stepMs : null,
})
