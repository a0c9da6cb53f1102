/** Typed arrays as schemas. Over any buffer: results may come from shared memory, a file or a message. */
import { z } from "zod"

export const float32 = z.custom<Float32Array>(
  (value) => value instanceof Float32Array,
  "Float32Array expected",
)
export const float64 = z.custom<Float64Array>(
  (value) => value instanceof Float64Array,
  "Float64Array expected",
)
export const uint8 = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  "Uint8Array expected",
)
export const int32 = z.custom<Int32Array>(
  (value) => value instanceof Int32Array,
  "Int32Array expected",
)
