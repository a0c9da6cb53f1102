/** File name endings that a folder scan and the open dialog take for sound. Opening a file goes by its content alone. */
export const AUDIO_EXTENSIONS = [
  "wav",
  "wave",
  "flac",
  "mp3",
  "mp2",
  "ogg",
  "oga",
  "opus",
  "m4a",
  "m4b",
  "mp4",
  "aac",
  "aif",
  "aiff",
  "aifc",
] as const
