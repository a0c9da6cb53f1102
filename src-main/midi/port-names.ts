/**
 * Names of ports that stay with their devices: ALSA appends numbers that are others each time a device is plugged in
 * ("nanoKONTROL2 MIDI 1 24:0"), and two devices of one make have one name. Pure.
 */
const ALSA_NUMBERS = /\s\d+:\d+$/

/** In the order of the ports, none twice: "Keys", "Keys 2". */
export function stableNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return names.map((name) => {
    const plain = name.replace(ALSA_NUMBERS, "")
    const count = (counts.get(plain) ?? 0) + 1
    counts.set(plain, count)
    return count === 1 ? plain : `${plain} ${count}`
  })
}
