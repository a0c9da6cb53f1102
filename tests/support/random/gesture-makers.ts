/** Random arguments for commands on gesture clips. */
import { entitiesOf, gestureOfClip, type Project } from "#shared/project/index.ts"
import { aGesture, aGestureClip, aPlayed } from "../gesture-clips.ts"
import { clipsOfKind, idOf, ids, step, tracksOf, type Dice, type Maker } from "./dice.ts"

const handTrack = (project: Project, dice: Dice): string =>
  idOf(
    tracksOf(project).filter(({ kind }) => kind === "gesture"),
    dice,
  )
const record = ({ media }: Project, dice: Dice): string => idOf(entitiesOf(media), dice)
const played = aPlayed(0.25, 8000)
const someDeck = (dice: Dice) => ({
  hasMotor: dice.coin(),
  ...(dice.coin() ? { startSeconds: dice.upTo(4) } : {}),
})

export const someGestureClip = (project: Project, dice: Dice, place: object): unknown =>
  aGestureClip(dice.fresh("gesture"), {
    ...{ ...place, trackId: handTrack(project, dice), mediaId: record(project, dice) },
    ...(dice.coin() ? { content: { kind: "played", played } } : {}),
  })

export const gestureMakers: Record<string, Maker> = {
  "gesture.add": (project, dice) => ({
    ...{ id: dice.fresh("gesture"), name: "Baby", startTicks: step(dice) },
    ...{ trackId: handTrack(project, dice), mediaId: record(project, dice) },
    ...(dice.coin() ? { played } : { gesture: aGesture(), deck: someDeck(dice) }),
  }),
  "gesture.edit": (project, dice) => {
    const clip = dice.any(clipsOfKind(project, "gesture"))
    if (clip?.kind !== "gesture" || dice.coin())
      return { clipId: clip?.id ?? "nothing", gesture: aGesture(1 + dice.upTo(2)) }
    const { fader } = gestureOfClip(clip)
    const at = (fader.at(-1)?.timeSeconds ?? 0) * (dice.upTo(4) / 4)
    const points = [{ timeSeconds: at, positionTurns: dice.upTo(8) / 8 - 0.5 }]
    return { clipId: clip.id, patch: { startSeconds: at - 0.1, endSeconds: at + 0.1, points } }
  },
  "gesture.sample": (project, dice) => ({
    ...{ clipIds: ids(dice.some(clipsOfKind(project, "gesture"))) },
    mediaId: record(project, dice),
  }),
  "gesture.deck": (project, dice) => ({
    clipIds: ids(dice.some(clipsOfKind(project, "gesture"))),
    deck: dice.coin()
      ? someDeck(dice)
      : { curve: { lag: 0.1, cut: 0.4, contour: 0, reverse: dice.coin() } },
  }),
}
