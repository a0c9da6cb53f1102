/** Which profile is meant, by a port's name or by what a person typed. */
import type { ControllerProfile } from "./profile.ts"

/** The profile of which a port's name holds the longest part; of those as long, the first. */
export function profileOfPort(
  portName: string,
  profiles: readonly ControllerProfile[],
): ControllerProfile | undefined {
  const port = plain(portName)
  let best: ControllerProfile | undefined
  let longest = 0
  for (const profile of profiles) {
    for (const part of profile.portNames.map(plain)) {
      if (part.length <= longest || !holds(port, part)) continue
      best = profile
      longest = part.length
    }
  }
  return best
}

/** By its id, or by a part of a port's name or of its own name if that is clear. */
export function profileNamed(
  name: string,
  profiles: readonly ControllerProfile[],
): ControllerProfile | undefined {
  const exact = profiles.find(({ id }) => id === name)
  if (exact) return exact
  const wanted = plain(name)
  const alike = profiles.filter((profile) =>
    [profile.name, profile.id, ...profile.portNames].some((each) => plain(each) === wanted),
  )
  return alike.length === 1 ? alike[0] : undefined
}

/** Whole words only: a DDJ-SX3 is no DDJ-SX. */
const holds = (port: string, part: string): boolean => ` ${port} `.includes(` ${part} `)

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim()
