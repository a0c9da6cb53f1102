/**
 * MPEG-1, 2 and 2.5 audio, layers I to III (ISO/IEC 11172-3, 13818-3): whole frames in, planar samples out, several
 * frames a call. Nothing in a frame can make it read or write outside its own memory, loop or give anything but finite
 * numbers: what a damaged frame leaves unsaid is silent.
 */
import { decodeLayer12 } from "./mp3/layer12"
import { decodeLayer3, emptyReservoir } from "./mp3/layer3"
import { INPUT, MAX_FRAME_BYTES, OUTPUT, OUTPUT_BYTES, OVERLAP, SIZES, STATE_END } from "./mp3/layout"
import { header, readHeader } from "./mp3/side-info"
import { synthesise } from "./mp3/synthesis"

export {
  BANDS, DCT, END, GAINS, GAIN_OFFSET, INPUT, LOOKUPS, LOOKUPS_BYTES, MAX_BATCH_FRAMES, MAX_FRAME_BYTES, OUTPUT,
  OUTPUT_BYTES, PAIRS, POWERS, QUADS, QUAD_CODES, SHORT, SIZES, SYNTHESIS, TABLES, WINDOWS,
} from "./mp3/layout"

/** Forgets the stream so far. */
export function reset(): void {
  emptyReservoir()
  memory.fill(OVERLAP, 0, STATE_END - OVERLAP)
}

/** Forgets only the bits kept from earlier frames: some bytes of the stream are missing here. */
export function breakStream(): void {
  emptyReservoir()
}

/**
 * Decodes `frames` whole frames that lie one after another in INPUT. Left and right samples (a single channel comes on
 * both sides) stand in OUTPUT; returns how many there are. Frames without a valid header are passed over.
 */
export function decode(frames: i32): i32 {
  let at = INPUT
  let out = 0
  for (let index = 0; index < frames; index++) {
    const bytes = min(load<i32>(SIZES + <usize>index * 4), MAX_FRAME_BYTES)
    if (bytes >= 4 && readHeader(at)) out += decodeFrame(at, bytes, out)
    at += <usize>bytes
  }
  return out
}

function decodeFrame(at: usize, bytes: i32, out: i32): i32 {
  const slots = header.layer == 1 ? 12 : header.layer == 3 && header.lsf ? 18 : 36
  if (header.layer == 3) decodeLayer3(at, bytes)
  else decodeLayer12(at, bytes)
  synthesise(0, slots, out)
  if (header.channels == 2) synthesise(1, slots, out)
  else memory.copy(OUTPUT + OUTPUT_BYTES + <usize>out * 4, OUTPUT + <usize>out * 4, slots * 128)
  return slots * 32
}
