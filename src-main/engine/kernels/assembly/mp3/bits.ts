import { BITS_TOP } from "./layout"

/** The next bits at `position` (in bits), highest first; at least 57 of them are real. */
// @ts-ignore: decorator
@inline
export function peek(position: i32): u64 {
  return load<u64>(BITS_TOP - 8 - <usize>(position >> 3)) << <u64>(position & 7)
}

/** `count` bits (1 to 32). */
// @ts-ignore: decorator
@inline
export function bitsAt(position: i32, count: i32): i32 {
  return <i32>(peek(position) >>> <u64>(64 - count))
}

let cursor: i32 = 0

export function seek(position: i32): void {
  cursor = position
}

export function tell(): i32 {
  return cursor
}

/** Reads on; 0 to 32 bits. */
export function read(count: i32): i32 {
  if (count == 0) return 0
  const value = bitsAt(cursor, count)
  cursor += count
  return value
}

/** Lays `bytes` bytes from `from` behind the first `at` bytes of the buffer. Writes and reads up to 15 bytes too many. */
export function append(from: usize, bytes: i32, at: i32): void {
  for (let done = 0; done < bytes; done += 16) {
    const piece = v128.load(from + <usize>done)
    const turned = v128.shuffle<i8>(piece, piece, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
    v128.store(BITS_TOP - 16 - <usize>(at + done), turned)
  }
}

/** Keeps only the last `keep` of the `bytes` bytes in the buffer, at its start. */
export function keepLast(keep: i32, bytes: i32): void {
  memory.copy(BITS_TOP - <usize>keep, BITS_TOP - <usize>bytes, keep)
}
