/** Which platter turns which record, and which fader is the crossfader: chosen, or by what is plugged in. Pure. */
import { toStudioError } from "#shared/contract/index.ts"
import { knownDeck, type ControllerProfile } from "#shared/gesture/index.ts"

export const AUTO = "auto"
export const NONE = "none"

/** Keys of sources, or `AUTO` or `NONE`. */
export interface Choice {
  A: string
  B: string
  fader: string
}
export const BY_ITSELF: Choice = { A: AUTO, B: AUTO, fader: AUTO }

export interface Connected {
  port: string
  profile: ControllerProfile
}

/** A platter that can be played, or a fader. */
export interface Source extends Connected {
  /** Stays with the device: remembered. */
  key: string
  label: string
  /** From 1. */
  deck: number
}

/** What it is called; two of one kind are told apart by their ports. */
export function nameAmong(connected: readonly Connected[], { port, profile }: Connected): string {
  const hasTwin = connected.some((each) => each.port !== port && each.profile.id === profile.id)
  return hasTwin ? `${profile.name} (${port})` : profile.name
}

/** Every platter of what is plugged in. */
export function platterSources(connected: readonly Connected[]): Source[] {
  return connected.flatMap(({ port, profile }) =>
    profile.decks.flatMap((_, i) => {
      const deck = i + 1
      if (problemOf(profile, deck) !== null) return []
      const name = nameAmong(connected, { port, profile })
      const label = profile.decks.length > 1 ? `${name}, deck ${deck}` : name
      return [{ port, profile, deck, label, key: `${port}#${deck}` }]
    }),
  )
}

/** Every crossfader of what is plugged in. */
export function faderSources(connected: readonly Connected[]): Source[] {
  return connected
    .filter(({ profile }) => profile.crossfader !== "unknown")
    .map(({ port, profile }) => {
      const label = nameAmong(connected, { port, profile })
      return { port, profile, deck: 1, label, key: port }
    })
}

/** What keeps a device from being played; null where nothing does. A mixer has no platter, and needs none. */
export function problemOf(profile: ControllerProfile, deck = 1): string | null {
  try {
    knownDeck(profile, [], { deck })
    return null
  } catch (error) {
    return toStudioError(error).message
  }
}

export interface Routes {
  A: Source | undefined
  B: Source | undefined
  faders: readonly Source[]
}

/** One that was chosen and is not there counts as not chosen until it is back. */
export function routesOf(connected: readonly Connected[], choice: Choice): Routes {
  const platters = platterSources(connected)
  const faders = faderSources(connected)
  const chosen = (of: string): Source | undefined => platters.find(({ key }) => key === of)
  const isFree = ({ key }: Source): boolean => key !== choice.A && key !== choice.B
  const rest = platters.filter(isFree)
  const pick = (of: string): Source | undefined =>
    of === NONE ? undefined : (chosen(of) ?? rest.shift())
  const [A, B] = [pick(choice.A), pick(choice.B)]
  const fader = faders.find(({ key }) => key === choice.fader)
  return { A, B, faders: choice.fader === NONE ? [] : fader ? [fader] : faders }
}
