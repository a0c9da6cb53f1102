/** Sound files in and out: decoding to planar blocks, the PCM cache, waveform peaks, wav writing. */
export { audioEnding } from "./audio-ending-io.ts"
export { isAudioPath } from "./extensions.ts"
export { openAudio } from "./open-audio-io.ts"
export { BLOCK_FRAMES, type AudioSource } from "./audio-source.ts"
export {
  cacheFormat,
  createPcmWriter,
  openPcm,
  type PcmReader,
  type PcmWriter,
} from "./cache/pcm-cache-io.ts"
export { readTile } from "./cache/pcm-tile.ts"
export { createPeaksBuilder, type PeaksBuilder } from "./cache/peaks-builder.ts"
export {
  openPeaks,
  type PeaksAnswer,
  type PeaksReader,
  type PeaksRequest,
} from "./cache/peaks-io.ts"
export { wavHeader, WAV_HEADER_BYTES } from "./cache/wav-layout.ts"
export { encodeWav, writeWav, type WavSound } from "./cache/wav-writer-io.ts"
export { createFlacWriter } from "./flac/flac-writer-io.ts"
export { type SampleFormat } from "./cache/sample-coding.ts"
export { writeMade } from "./write-made-io.ts"
