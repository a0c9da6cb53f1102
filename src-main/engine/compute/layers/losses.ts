/** What a model is to make small. Each is one number: the mean over all that counts. */
import { sizeOf } from "../graph/tensor.ts"
import type { Value } from "../graph/value.ts"
import {
  add,
  div,
  logSoftmax,
  mean,
  mul,
  neg,
  oneHot,
  softplus,
  sub,
  sum,
} from "../operators/index.ts"

/**
 * Negative log-likelihood in nats of the right classes: logits [..., classes], targets int32 [...].
 * @param weights [...], for example 0 where a sequence is filled up; the mean is over their sum
 */
export function crossEntropy(logits: Value, targets: Value, weights?: Value): Value {
  const chosen = mul(logSoftmax(logits), oneHot(targets, logits.shape.at(-1)!))
  if (!weights) return div(neg(sum(chosen)), sizeOf(targets.shape))
  return div(neg(sum(mul(sum(chosen, [-1]), weights))), sum(weights))
}

/** Of yes-or-no questions: logits and targets (0 to 1) of one shape. */
export const binaryCrossEntropy = (logits: Value, targets: Value): Value =>
  mean(sub(softplus(logits), mul(logits, targets)))

export function meanSquaredError(prediction: Value, target: Value): Value {
  const error = sub(prediction, target)
  return mean(mul(error, error))
}

/** Kullback-Leibler distance of normal variables to the standard one, in nats: mean and log variance [batch, width]. */
export function normalDivergence(average: Value, logVariance: Value, variance: Value): Value {
  const each = sub(add(mul(average, average), variance), add(logVariance, 1))
  return mul(mean(sum(each, [-1])), 0.5)
}
