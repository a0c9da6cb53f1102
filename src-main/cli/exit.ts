import type { ErrorCode } from "#shared/contract/errors.ts"

/** What a script may rely on. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  badInput: 3,
  notFound: 4,
  cancelled: 130,
} as const

export function exitCodeOf(code: ErrorCode): number {
  if (code === "invalid-input" || code === "unreadable" || code === "read-only")
    return EXIT.badInput
  if (code === "not-found") return EXIT.notFound
  return code === "cancelled" ? EXIT.cancelled : EXIT.failed
}

/** One code for several: bad input outweighs what is not there, as that does what went wrong otherwise. */
export function worstExitCode(codes: readonly number[]): number {
  const order = [EXIT.cancelled, EXIT.badInput, EXIT.notFound, EXIT.failed]
  return order.find((code) => codes.includes(code)) ?? EXIT.ok
}
