/** What may be done with music, as a person says it. */
import type { Licence } from "#shared/contract/index.ts"

interface Choice {
  readonly value: string
  readonly label: string
  readonly licence: Licence
}

const choice = (
  value: string,
  label: string,
  use: Licence["use"],
  name = label,
  notice = "",
): Choice => ({ value, label, licence: { name, use, notice } })

export const LICENCES: readonly Choice[] = [
  choice("own-private", "Mine, stays private", "private", "my own music"),
  choice("own", "Mine, may be shared", "ship", "my own music, may be shared"),
  choice("public-domain", "Public domain", "ship", "public domain"),
  choice("cc0", "CC0", "ship", "CC0 1.0"),
  choice("cc-by", "CC BY, names are kept", "ship", "CC BY 4.0"),
  choice("cc-by-nc", "CC BY-NC, not for sale", "private", "CC BY-NC 4.0"),
  choice("unknown", "Not known, only to try out", "evaluate", "not known"),
]

export const licenceOf = (value: string): Licence | undefined =>
  LICENCES.find((each) => each.value === value)?.licence

/** "other" for one that was given by hand. */
export const licenceValue = ({ name, use }: Pick<Licence, "name" | "use">): string =>
  LICENCES.find(({ licence }) => licence.name === name && licence.use === use)?.value ?? "other"
