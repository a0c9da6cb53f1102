/**
 * Where everything lies, in bytes from the start of the memory; the kernel's static data stays below. The tables are
 * written once by the caller (audio/mp3/kernel-tables.ts), the rest belongs to one stream at a time.
 */
export const MAX_BATCH_FRAMES: i32 = 16
/** The longest frame (layer II, 384 kbit/s at 32 kHz) and the rest of the last vector read. */
export const MAX_FRAME_BYTES: i32 = 1744
export const MAX_SLOTS: i32 = 36

/** Signed powers of two values: 8 bytes for each (x << 4 | y) << 2 | sign bits as they follow the codeword. */
export const PAIRS: usize = 0x10000
/** The 81 vectors of four values -1, 0, 1. */
export const QUADS: usize = PAIRS + 8192
/** For both count1 tables: by the next 10 bits, number of the vector << 4 | bits used. u16 */
export const QUAD_CODES: usize = QUADS + 81 * 16
/** n^(4/3) for n = 0..8206. */
export const POWERS: usize = QUAD_CODES + 2 * 2048
/** 2^(q/4) for q = -GAIN_OFFSET..: f32 */
export const GAINS: usize = POWERS + 8208 * 4
export const GAIN_OFFSET: i32 = 400
/** For each of 32 tables: address of its look-up (0: all lines are zero), bits of the first step, linbits. 3 x i32 */
export const TABLES: usize = GAINS + 448 * 4
export const LOOKUPS: usize = TABLES + 32 * 12
export const LOOKUPS_BYTES: i32 = 49_152
/** Ends of the scale factor bands of long, short and mixed blocks at each of 9 rates: 40 x i32 each. */
export const BANDS: usize = LOOKUPS + <usize>LOOKUPS_BYTES
/** Windows of the long transform: types 0, 1, 3, mixed 1, mixed 3; 36 vectors each, one lane a subband. */
export const WINDOWS: usize = BANDS + 9 * 3 * 160
/** The short transform with its window: 12 outputs of 6 inputs, vectors. */
export const SHORT: usize = WINDOWS + 5 * 36 * 16
/** The synthesis window: 4 blocks of 8 times 4 vectors; then the 8 coefficients of output 16. */
export const SYNTHESIS: usize = SHORT + 72 * 16
/** Factors of the first two passes of the 32-point DCT: 16 and 8 numbers. */
export const DCT: usize = SYNTHESIS + 2048 + 32

/** Per channel: what the last granule's second half adds to the next one, [slot][subband]. */
export const OVERLAP: usize = DCT + 96
export const OVERLAP_BYTES: usize = 18 * 128
/** Per channel: transformed slots, the 16 before this frame first; a slot is 32 floats. */
export const PAST_SLOTS: i32 = 16
export const SLOTS: usize = OVERLAP + 2 * OVERLAP_BYTES
export const SLOTS_BYTES: usize = (16 + 40) * 128
/** Per channel: the first number of each slot again, side by side. */
export const FIRSTS: usize = SLOTS + 2 * SLOTS_BYTES
export const FIRSTS_BYTES: usize = (16 + 40) * 4
/** Per channel: scale factors in band order, and of the right one those that mark no intensity position. u8 */
export const SCALES: usize = FIRSTS + 2 * FIRSTS_BYTES
export const SCALES_BYTES: usize = 48
export const ILLEGAL: usize = SCALES + 2 * SCALES_BYTES
export const STATE_END: usize = ILLEGAL + 48

/** Main data back to front: byte n of it lies at BITS_TOP - 1 - n, so that a plain load has its bits in order. */
export const BITS_TOP: usize = STATE_END + 6144
/** Per granule and channel: what the side information says (side-info.ts). */
export const GRANULES: usize = BITS_TOP + 64
/** Gains of the bands of one channel. */
export const BAND_GAINS: usize = GRANULES + 4 * 64
/** Per channel: the spectrum in transmitted order, then in subbands. */
export const SPECTRUM: usize = BAND_GAINS + 160
export const SPECTRUM_BYTES: usize = 640 * 4
/** One channel's spectrum, reordered, and the same as [line][subband]. */
export const ORDERED: usize = SPECTRUM + 2 * SPECTRUM_BYTES
export const LINES: usize = ORDERED + SPECTRUM_BYTES
/** Work space of the transforms. */
export const WORK: usize = LINES + 18 * 128
/** Per channel: subband samples of a frame, [slot][subband]. */
export const SUBBANDS: usize = WORK + 4096
export const SUBBANDS_BYTES: usize = 40 * 128

export const INPUT: usize = SUBBANDS + 2 * SUBBANDS_BYTES
export const INPUT_BYTES: i32 = MAX_BATCH_FRAMES * MAX_FRAME_BYTES
/** Bytes of each frame of the batch, i32. */
export const SIZES: usize = INPUT + <usize>INPUT_BYTES + 64
/** The decoded batch, left and right. */
export const OUTPUT: usize = SIZES + <usize>MAX_BATCH_FRAMES * 4
export const OUTPUT_BYTES: usize = <usize>MAX_BATCH_FRAMES * 1152 * 4 + 64
export const END: usize = OUTPUT + 2 * OUTPUT_BYTES
