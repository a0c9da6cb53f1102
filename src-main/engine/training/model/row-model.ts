/**
 * A model of rows: a trunk that reads the rows so far, and for each field a head that also sees the fields of its own row
 * written before it. p(row | rows before) = product of p(field | rows before, fields before).
 */
import type { Value } from "../../compute/index.ts"
import {
  add,
  attention,
  constant,
  embedding,
  type Dropout,
  floats,
  gather,
  gru,
  layerNorm,
  linear,
  matMul,
  noDropout,
  normal,
  type Parameters,
  reshape,
  slice,
  squaredRelu,
  transpose,
} from "../../compute/index.ts"
import type { Field } from "../language/language.ts"
import type { RowModelConfig } from "./config.ts"

/** Width of a head's own layer against the model's. */
const HEAD_FACTOR = 2
const WIDE_FACTOR = 4

/**
 * What the trunk makes of rows.
 * @param before int32 [batch, time, fields]: the row before each; `size` of a field before the first row
 * @param given int32 [batch, time, given]: of each row itself
 * @returns [batch, time, width]
 */
export function rowTrunk(
  parameters: Parameters,
  { before, given }: { before: Value; given: Value },
  config: RowModelConfig,
  { drop }: Dropout,
): Value {
  let x = drop(embedRows(parameters, { before, given }, config))
  for (let i = 0; i < config.layers; i++)
    x = block(parameters.within(`blocks.${i}`), x, config, drop)
  return layerNorm(parameters.within("norm"), x)
}

/** Sum of what each field says; the one who stands before the first row has a word of its own. */
export function embedRows(
  parameters: Parameters,
  { before, given }: { before: Value; given: Value },
  { fields, given: known, width }: RowModelConfig,
): Value {
  const told = fields.map((field, at) =>
    words(parameters.within(`before.${field.name}`), column(before, at), {
      field,
      width,
      extra: 1,
    }),
  )
  const here = known.map(({ name, size }, at) =>
    embedding(parameters.within(`given.${name}`), column(given, at), { count: size, width }),
  )
  return [...told, ...here].reduce(add)
}

function block(
  parameters: Parameters,
  x: Value,
  { trunk, heads, layers, width }: RowModelConfig,
  drop: Dropout["drop"],
): Value {
  const first = layerNorm(parameters.within("norm1"), x)
  const outputGain = 1 / Math.sqrt(2 * layers)
  if (trunk === "gru") {
    const { y } = gru(parameters.within("gru"), transpose(first, [1, 0, 2]), { width })
    return add(x, drop(transpose(y, [1, 0, 2])))
  }
  const mixed = add(
    x,
    drop(attention(parameters.within("attention"), first, { heads, outputGain })),
  )
  return add(mixed, drop(feedForward(parameters, mixed, { width })))
}

export function feedForward(parameters: Parameters, x: Value, { width }: { width: number }): Value {
  const wide = linear(parameters.within("wide"), layerNorm(parameters.within("norm2"), x), {
    outputs: WIDE_FACTOR * width,
  })
  return linear(parameters.within("narrow"), squaredRelu(wide), { outputs: width })
}

/** What heads look at. `values` are the rows themselves, of which a head sees those fields before its own. */
interface HeadInputs {
  /** Of `rowTrunk`, [batch, time, width]. */
  x: Value
  /** int32 [batch, time, fields] */
  values: Value
  /** int32 [batch, time, fields]: the rows before. */
  before: Value
}

/** Logits of each field: [batch, time, size] each. */
export function rowHeads(
  parameters: Parameters,
  inputs: HeadInputs,
  config: RowModelConfig,
  dropout: Dropout,
): Value[] {
  let told = inputs.x
  return config.fields.map((_, at) => {
    if (at > 0) told = add(told, hereWords(parameters, inputs, config, at - 1))
    return headLogits(parameters, { ...inputs, told }, config, at, dropout)
  })
}

/** Logits of one field alone, to be sampled. */
export function rowHeadAt(
  parameters: Parameters,
  inputs: HeadInputs,
  config: RowModelConfig,
  at: number,
): Value {
  let told = inputs.x
  for (let earlier = 0; earlier < at; earlier++)
    told = add(told, hereWords(parameters, inputs, config, earlier))
  return headLogits(parameters, { ...inputs, told }, config, at, noDropout)
}

/** What a field of the row says to the heads after it. */
const hereWords = (
  parameters: Parameters,
  { values }: HeadInputs,
  { fields, width }: RowModelConfig,
  at: number,
): Value =>
  words(parameters.within(`here.${fields[at]!.name}`), column(values, at), {
    ...{ field: fields[at]!, width, extra: 0 },
  })

/** @param told the trunk's word, and those of the fields before */
function headLogits(
  parameters: Parameters,
  { told, before }: HeadInputs & { told: Value },
  { fields, width }: RowModelConfig,
  at: number,
  { drop }: Dropout,
): Value {
  const field = fields[at]!
  const again = words(parameters.within(`again.${field.name}`), column(before, at), {
    ...{ field, width, extra: 1 },
  })
  const head = parameters.within(`head.${field.name}`)
  const wide = linear(head.within("wide"), add(told, again), { outputs: HEAD_FACTOR * width })
  return linear(head.within("words"), drop(squaredRelu(wide)), { outputs: field.size })
}

const OCTAVE = 12

/** A learned row for each value of a field; pitches also share one with their octaves. */
function words(
  parameters: Parameters,
  values: Value,
  { field, width, extra }: { field: Field; width: number; extra: number },
): Value {
  const count = field.size + extra
  if (!field.isPitch) return embedding(parameters, values, { count, width })
  const own = parameters.parameter("table", [count, width], { initial: normal(DEVIATION) })
  const shared = parameters.parameter("classes", [OCTAVE, width], { initial: normal(DEVIATION) })
  return gather(add(own, matMul(classesOf(field.size, count), shared)), values)
}

const DEVIATION = 0.02

/** [count, 12]: of each value its pitch class. */
function classesOf(size: number, count: number): Value {
  const classes = new Float32Array(count * OCTAVE)
  for (let value = 1; value < size; value++) classes[value * OCTAVE + ((value - 1) % OCTAVE)] = 1
  return constant(floats(classes, [count, OCTAVE]))
}

/** int32 [batch, time, many] to [batch, time]. */
const column = (rows: Value, at: number): Value =>
  reshape(slice(rows, 2, at, at + 1), rows.shape.slice(0, 2))
