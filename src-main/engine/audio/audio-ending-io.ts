import { ByteFile } from "./file/byte-file-io.ts"
import { sniff, type Container } from "./sniff.ts"

const ENDINGS: Record<Container, string> = {
  ...{ wav: "wav", aiff: "aiff", flac: "flac", mp3: "mp3", ogg: "ogg", mp4: "m4a", adts: "aac" },
}

/** The ending that a sound file's name should have, by its content. @throws StudioError unreadable where it is none */
export function audioEnding(path: string): string {
  const file = new ByteFile(path)
  try {
    return ENDINGS[sniff(file).container]
  } finally {
    file.close()
  }
}
