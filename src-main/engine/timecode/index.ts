/** Timecode in sound files: read, and made for tests and calibration. */
export { decodeTimecodeFile, type DecodedTimecode } from "./decode-file-io.ts"
export { generateTimecodeFile } from "./generate-file-io.ts"
