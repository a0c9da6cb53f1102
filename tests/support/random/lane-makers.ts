/** Random arguments for commands on automation, tempo, meters, keys, chords, markers and time. */
import { entitiesOf, type Project } from "#shared/project/index.ts"
import { clipsOfKind, idOf, point, step, tracksOf, type Dice, type Maker } from "./dice.ts"

type Lane = "tempo" | "meters" | "keys" | "chords"

const laneEvents = (event: (dice: Dice) => object): Maker => {
  return (_, dice) => ({ events: [{ tick: step(dice), ...event(dice) }] })
}
const eventsOf = (project: Project, lane: Lane): readonly { readonly tick: number }[] =>
  project[lane]
const laneTicks = (lane: Lane): Maker => {
  return (project, dice) => ({ ticks: [dice.any(eventsOf(project, lane))?.tick ?? 5] })
}
const laneMove = (lane: Lane): Maker => {
  return (project, dice) => ({
    tick: dice.any(eventsOf(project, lane))?.tick ?? 5,
    toTick: step(dice),
  })
}
/** A lane or automation clip, with the ticks of its points. */
function pointsPlace(project: Project, dice: Dice): { place: object; ticks: number[] } {
  const clip = dice.any(clipsOfKind(project, "automation"))
  const track = dice.any(tracksOf(project).filter(({ automation }) => automation.length > 0))
  if (track && (dice.coin() || clip?.kind !== "automation")) {
    const lane = dice.one(track.automation)
    return {
      place: { trackId: track.id, laneId: lane.id },
      ticks: lane.points.map(({ tick }) => tick),
    }
  }
  if (clip?.kind !== "automation") return { place: { clipId: "nothing" }, ticks: [] }
  return { place: { clipId: clip.id }, ticks: clip.points.map(({ tick }) => tick) }
}

export const laneMakers: Record<string, Maker> = {
  "automation.add-lane": (project, dice) => {
    const track = dice.one(tracksOf(project))
    const deviceId = dice.coin() ? dice.any(track.devices) : undefined
    return {
      trackId: track.id,
      lane: {
        id: dice.fresh("lane"),
        target: {
          parameter: dice.one(["gainDb", "pan", "ratio"]),
          ...(deviceId ? { deviceId } : {}),
        },
        points: [],
      },
    }
  },
  "automation.remove-lane": (project, dice) => {
    const track = dice.one(tracksOf(project))
    return { trackId: track.id, laneId: idOf(track.automation, dice) }
  },
  "automation.set": (project, dice) => {
    const points = [0, 1, 2].map((i) => ({ ...point(dice), tick: step(dice, 16) + i }))
    return { place: pointsPlace(project, dice).place, points }
  },
  "automation.remove": (project, dice) => {
    const { place, ticks } = pointsPlace(project, dice)
    return { place, ticks: dice.some(ticks) }
  },
  "automation.move": (project, dice) => {
    const { place, ticks } = pointsPlace(project, dice)
    const tick = dice.any(ticks) ?? 7
    return { place, moves: [{ tick, toTick: step(dice, 16) + 3, value: dice.upTo(9) }] }
  },
  "automation.curve": (project, dice) => {
    const { place, ticks } = pointsPlace(project, dice)
    return { place, ticks: dice.some(ticks), curve: "smooth", tension: dice.upTo(10) / 10 }
  },
  "tempo.set": laneEvents((dice) => ({
    bpm: 40 + dice.upTo(160),
    curve: dice.one(["step", "ramp"]),
  })),
  "tempo.remove": laneTicks("tempo"),
  "tempo.move": laneMove("tempo"),
  "meter.set": laneEvents((dice) => ({
    numerator: 1 + dice.upTo(10),
    denominator: dice.one([2, 4, 8, 16]),
  })),
  "meter.remove": laneTicks("meters"),
  "meter.move": laneMove("meters"),
  "key.set": laneEvents((dice) => ({ tonic: dice.one(["C", "Eb", "F#"]), mode: "minor" })),
  "key.remove": laneTicks("keys"),
  "key.move": laneMove("keys"),
  "chord.set": laneEvents((dice) => ({ symbol: dice.one(["Am7", "F/A", "N.C.", "G7b9"]) })),
  "chord.remove": laneTicks("chords"),
  "chord.move": laneMove("chords"),
  "marker.set": (_, dice) => ({
    marker: {
      id: `m${dice.upTo(5)}`,
      tick: step(dice),
      name: "Verse",
      ...(dice.coin() ? { lengthTicks: 960 } : {}),
    },
  }),
  "marker.remove": (project, dice) => ({ markerIds: [idOf(entitiesOf(project.markers), dice)] }),
  "marker.move": (project, dice) => ({
    markerId: idOf(entitiesOf(project.markers), dice),
    tick: step(dice),
  }),
  "time.insert": (_, dice) => ({ atTicks: step(dice), lengthTicks: 960 * (1 + dice.upTo(3)) }),
  "time.delete": (_, dice) => ({ fromTicks: step(dice), lengthTicks: 480 * (1 + dice.upTo(3)) }),
}
