/** Songs of the library on the studio's one transport: what is played is open, here and in the other views. */
import type { Part, Song } from "#shared/contract/index.ts"
import type { Transport } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import type { Playback } from "./player-media.ts"

/** True while the transport holds this song (or just this part of it). */
export function isLoaded(transport: Transport, song: Song, part?: Part): boolean {
  const { parts } = transport
  return part
    ? parts.length === 1 && parts[0]?.id === part.id
    : parts.length === song.parts.length && parts[0]?.songId === song.id
}

/** Opens the song where it is listed, and plays it, or one part of it alone. */
export function playSong(
  { navigation }: Studio,
  transport: Transport,
  song: Song | undefined,
  options: { part?: Part; fromSeconds?: number } = {},
): void {
  if (!song) return
  if (!isLoaded(transport, song, options.part)) {
    navigation.openSong(song.id, "library")
    transport.setParts(options.part ? [options.part] : song.parts)
  }
  transport.play(options.fromSeconds)
}

/** The transport as the player of one song: silent at the start while another song is open. */
export function playbackOf(studio: Studio, transport: Transport, song: () => Song): Playback {
  const isHere = (): boolean => isLoaded(transport, song())
  return {
    get isPlaying() {
      return transport.isPlaying && isHere()
    },
    positionSeconds: () => (isHere() ? transport.positionSeconds() : 0),
    play: () => playSong(studio, transport, song()),
    pause: () => transport.pause(),
    seek: (fromSeconds) => {
      if (isHere()) transport.seek(fromSeconds)
      else playSong(studio, transport, song(), { fromSeconds })
    },
  }
}
