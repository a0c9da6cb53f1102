import type { AudioTags } from "../audio-source.ts"

/** Title and artist of a Vorbis comment block (little-endian lengths, "NAME=value" in UTF-8). */
export function readVorbisComment(bytes: Buffer): AudioTags {
  const tags: AudioTags = {}
  if (bytes.length < 8) return tags
  let at = 4 + bytes.readUInt32LE(0)
  if (at + 4 > bytes.length) return tags
  const count = bytes.readUInt32LE(at)
  at += 4
  for (let index = 0; index < count && at + 4 <= bytes.length; index++) {
    const length = bytes.readUInt32LE(at)
    const text = bytes.toString(
      "utf8",
      at + 4,
      Math.min(bytes.length, at + 4 + Math.min(length, 4096)),
    )
    const [name = "", value = ""] = text.split(/=(.*)/s)
    const field = name.toLowerCase()
    if ((field === "title" || field === "artist") && value.trim()) tags[field] ??= value.trim()
    at += 4 + length
  }
  return tags
}
