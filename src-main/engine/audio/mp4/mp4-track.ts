import type { AudioTags } from "../audio-source.ts"
import { boxAt, boxesIn, u16, u32, u64 } from "./boxes.ts"
import { isSoundTrack, readSampleEntry, type SampleEntry } from "./sample-entry.ts"
import { sampleCount, totalDuration } from "./sample-table.ts"

export interface Mp4Track {
  id: number
  entry: SampleEntry
  /** Ticks of the media per second. */
  timescale: number
  stbl: Buffer
  samples: number
  /** The part of the media to be heard, in seconds; null where the file does not say. */
  heard: { startSeconds: number; durationSeconds: number | null } | null
  durationSeconds: number
}

export function soundTracks(moov: Buffer): Mp4Track[] {
  const movieScale = scaleOf(boxAt(moov, "mvhd"))
  const tracks: Mp4Track[] = []
  for (const { type, body } of boxesIn(moov)) {
    const stbl = type === "trak" && isSoundTrack(body) ? boxAt(body, "mdia", "minf", "stbl") : null
    const stsd = stbl && boxAt(stbl, "stsd")
    if (!stbl || !stsd) continue
    const timescale = scaleOf(boxAt(body, "mdia", "mdhd")) || 1
    const durationSeconds = totalDuration(stbl) / timescale
    tracks.push({
      id: idOf(boxAt(body, "tkhd")),
      entry: readSampleEntry(stsd),
      timescale,
      stbl,
      samples: sampleCount(stbl),
      durationSeconds,
      heard: readEdit(body, timescale, movieScale, durationSeconds) ?? readGapless(moov, timescale),
    })
  }
  return tracks
}

/** mvhd and mdhd hold their scale at the same place; version 1 has longer times before it. */
function scaleOf(header: Buffer | null): number {
  return header ? u32(header, header[0] === 1 ? 20 : 12) : 0
}

function idOf(tkhd: Buffer | null): number {
  return tkhd ? u32(tkhd, tkhd[0] === 1 ? 20 : 12) : 0
}

/** The first edit that shows media: its start is the encoder's priming. */
function readEdit(
  trak: Buffer,
  timescale: number,
  movieScale: number,
  durationSeconds: number,
): Mp4Track["heard"] {
  const elst = boxAt(trak, "edts", "elst")
  if (!elst) return null
  const wide = elst[0] === 1
  const step = wide ? 20 : 12
  const entries = Math.min(u32(elst, 4), Math.floor((elst.length - 8) / step))
  const shown: { start: number; length: number }[] = []
  for (let index = 0; index < entries; index++) {
    const at = 8 + index * step
    const length = wide ? u64(elst, at) : u32(elst, at)
    const start = wide ? u64(elst, at + 8) : u32(elst, at + 4)
    if (start < (wide ? 2 ** 53 : 0x8000_0000)) shown.push({ start, length })
  }
  const [edit] = shown
  if (!edit) return null
  const startSeconds = edit.start / timescale
  if (shown.length > 1 || edit.length === 0 || movieScale === 0)
    return { startSeconds, durationSeconds: null }
  return {
    startSeconds,
    durationSeconds: exactLength(
      edit.length / movieScale,
      durationSeconds - startSeconds,
      movieScale,
    ),
  }
}

/** The movie's coarse clock rounds the edit's length; within one tick of the media's own end that end is meant. */
function exactLength(editSeconds: number, mediaSeconds: number, movieScale: number): number {
  if (mediaSeconds <= 0) return editSeconds
  return Math.abs(editSeconds - mediaSeconds) <= 1 / movieScale
    ? mediaSeconds
    : Math.min(editSeconds, mediaSeconds)
}

/** iTunes' "iTunSMPB" comment: hexadecimal priming, padding and length in samples. */
function readGapless(moov: Buffer, timescale: number): Mp4Track["heard"] {
  for (const { type, body } of itemList(moov)) {
    if (type !== "----" || !body.includes("iTunSMPB")) continue
    const text = boxAt(body, "data")?.toString("latin1", 8) ?? ""
    const [, priming = NaN, , length = NaN] = text
      .trim()
      .split(/\s+/)
      .map((field) => parseInt(field, 16))
    if (!Number.isFinite(priming) || priming > 100_000) return null
    const durationSeconds = length > 0 ? length / timescale : null
    return { startSeconds: priming / timescale, durationSeconds }
  }
  return null
}

function itemList(moov: Buffer) {
  const meta = boxAt(moov, "udta", "meta")
  const ilst = meta && (boxAt(meta.subarray(4), "ilst") ?? boxAt(meta, "ilst"))
  return boxesIn(ilst ?? Buffer.alloc(0))
}

export function mp4Tags(moov: Buffer): AudioTags {
  const tags: AudioTags = {}
  for (const { type, body } of itemList(moov)) {
    const field = type === "\xa9nam" ? "title" : type === "\xa9ART" ? "artist" : null
    const data = field && boxAt(body, "data")
    if (!field || !data || u16(data, 2) !== 1) continue
    const text = data.toString("utf8", 8, 4096).trim()
    if (text) tags[field] = text
  }
  return tags
}
