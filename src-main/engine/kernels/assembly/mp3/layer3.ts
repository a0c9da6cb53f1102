import { append, keepLast, read, seek, tell } from "./bits"
import { readLines } from "./huffman"
import { synthesiseSubbands } from "./hybrid"
import { SPECTRUM, SPECTRUM_BYTES } from "./layout"
import { readLsfScales, readScales, setGains } from "./scale-factors"
import { Granule, granuleOf, header, readGranule } from "./side-info"
import { joinStereo } from "./stereo"

/** main_data_begin has 9 bits. */
const MAX_RESERVOIR: i32 = 511

/** Bytes of main data kept from the frames before. */
let reservoir: i32 = 0

export function emptyReservoir(): void {
  reservoir = 0
}

/** Subband samples of a frame's granules; its header has been read. What cannot be decoded is silent. */
export function decodeLayer3(frame: usize, bytes: i32): void {
  const channels = header.channels
  const granules = header.lsf ? 1 : 2
  const sideAt = 4 + 2 * header.hasCrc
  const sideBytes = header.lsf ? (channels == 1 ? 9 : 17) : channels == 1 ? 17 : 32
  const mainBytes = bytes - sideAt - sideBytes
  if (mainBytes < 0) {
    silence(granules, channels)
    return
  }
  // The side information is read from the place where this frame's main data will lie next.
  append(frame + <usize>sideAt, sideBytes, reservoir)
  seek(reservoir * 8)
  const back = read(header.lsf ? 8 : 9)
  read(header.lsf ? channels : channels == 1 ? 5 : 3)
  const shared0 = header.lsf ? 0 : read(4)
  const shared1 = header.lsf || channels == 1 ? 0 : read(4)
  for (let granule = 0; granule < granules; granule++)
    for (let channel = 0; channel < channels; channel++) readGranule(granuleOf(granule, channel))
  append(frame + <usize>(sideAt + sideBytes), mainBytes, reservoir)
  const end = (reservoir + mainBytes) * 8
  if (back > reservoir) silence(granules, channels)
  else {
    seek((reservoir - back) * 8)
    for (let granule = 0; granule < granules; granule++) {
      const mask = granule == 0 ? 0 : -1
      readChannel(granuleOf(granule, 0), 0, shared0 & mask, end)
      if (channels == 2) {
        readChannel(granuleOf(granule, 1), 1, shared1 & mask, end)
        if (header.modeExtension) joinStereo(granuleOf(granule, 0), granuleOf(granule, 1))
        synthesiseSubbands(granuleOf(granule, 1), 1, granule * 18)
      }
      synthesiseSubbands(granuleOf(granule, 0), 0, granule * 18)
    }
  }
  const all = reservoir + mainBytes
  reservoir = min(all, MAX_RESERVOIR)
  keepLast(reservoir, all)
}

/** One channel's scale factors and lines; the cursor stands behind them afterwards, whatever they hold. */
function readChannel(granule: Granule, channel: i32, shared: i32, frameEnd: i32): void {
  const bits = granule.bits & 0xfff
  const end = tell() + bits
  let good = granule.bits >= 0 && end <= frameEnd
  if (good) {
    if (header.lsf) readLsfScales(granule, channel, channel == 1 && (header.modeExtension & 1) != 0)
    else readScales(granule, channel, shared)
    setGains(granule, channel)
    good = readLines(granule, channel, end)
  }
  if (!good) mute(granule, channel)
  seek(end)
}

function mute(granule: Granule, channel: i32): void {
  granule.nonzero = 0
  granule.blockType = 0
  granule.mixed = 0
  memory.fill(SPECTRUM + <usize>channel * SPECTRUM_BYTES, 0, 608 * 4)
}

function silence(granules: i32, channels: i32): void {
  for (let granule = 0; granule < granules; granule++)
    for (let channel = 0; channel < channels; channel++) {
      mute(granuleOf(granule, channel), channel)
      synthesiseSubbands(granuleOf(granule, channel), channel, granule * 18)
    }
}
