/**
 * Reports that carry an absolute position and the device's own clock: HID reports, and system exclusive messages whose bytes
 * hold seven bits each (Stanton SCS.1d: 24 bits of time, 8 of position). Where each field lies is the profile's matter.
 */
import { z } from "zod"

const ReportField = z.strictObject({
  /** First byte, counted from 0. */
  byte: z.int().min(0).max(1023),
  /** How many bytes the field takes. */
  bytes: z.int().min(1).max(6),
  /** Bits of the number: above them the counter starts again. */
  bits: z.int().min(1).max(42),
})
type ReportField = z.infer<typeof ReportField>

export const ReportLayout = z.strictObject({
  /** The bytes that every such report begins with, as hex. */
  begins: z
    .string()
    .regex(/^[\dA-F]{2}( [\dA-F]{2})*$/i)
    .optional(),
  bitsPerByte: z.union([z.literal(7), z.literal(8)]).default(8),
  order: z.enum(["little", "big"]).default("little"),
  position: ReportField,
  timer: ReportField.optional(),
  timerHz: z.number().positive().optional(),
  touch: z.strictObject({ byte: z.int().min(0), mask: z.int().min(1).max(255) }).optional(),
})
export type ReportLayout = z.infer<typeof ReportLayout>

export interface TimedReport {
  position: number
  timer: number | undefined
  isTouched: boolean | undefined
}

/** Undefined where the bytes are no such report: too short, or of another kind. */
export function readReport(bytes: Uint8Array, layout: ReportLayout): TimedReport | undefined {
  const { begins, position, timer, touch } = layout
  if (begins !== undefined && !bytesOf(begins).every((byte, i) => bytes[i] === byte))
    return undefined
  const ends = [position, timer].map((field) => (field ? field.byte + field.bytes : 0))
  if (Math.max(...ends, touch ? touch.byte + 1 : 0) > bytes.length) return undefined
  return {
    position: fieldOf(bytes, position, layout),
    timer: timer && fieldOf(bytes, timer, layout),
    isTouched: touch && (bytes[touch.byte]! & touch.mask) !== 0,
  }
}

const bytesOf = (hex: string): number[] => hex.split(" ").map((byte) => Number.parseInt(byte, 16))

function fieldOf(bytes: Uint8Array, field: ReportField, layout: ReportLayout): number {
  const base = 2 ** layout.bitsPerByte
  let value = 0
  for (let i = 0; i < field.bytes; i++) {
    const at = layout.order === "big" ? i : field.bytes - 1 - i
    value = value * base + (bytes[field.byte + at]! % base)
  }
  return value % 2 ** field.bits
}
