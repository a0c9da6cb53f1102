/** What stands in a clip that a model made, in words. */
import type { Clip } from "#shared/project/index.ts"
import { dateText } from "../../../ui/words.ts"

type MadeBy = NonNullable<Clip["madeBy"]>

export function madeByFacts(
  { model, seed, settings }: MadeBy,
  nowMs: number,
): { label: string; text: string }[] {
  const madeAt =
    typeof settings === "object" &&
    settings !== null &&
    "madeAt" in settings &&
    typeof settings.madeAt === "string"
      ? Date.parse(settings.madeAt)
      : Number.NaN
  return [
    { label: "Model", text: model },
    { label: "Seed", text: String(seed) },
    ...(Number.isFinite(madeAt) ? [{ label: "Made", text: dateText(madeAt, nowMs) }] : []),
  ]
}

export const isMadeAsOne = (one: MadeBy, other: MadeBy): boolean =>
  one.model === other.model &&
  one.seed === other.seed &&
  JSON.stringify(one.settings) === JSON.stringify(other.settings)
