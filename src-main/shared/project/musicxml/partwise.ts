/** A score that goes bar by bar (score-timewise), as the same score part by part (MusicXML 4.0, parttime.xsl). */
import { childrenOf, element, type XmlElement } from "../xml/index.ts"

/** A part that is missing in a bar has an empty one there, so that bars keep their places. */
export function partwise(timewise: XmlElement): XmlElement {
  const bars = childrenOf(timewise, "measure")
  const header = timewise.children.filter(({ name }) => name !== "measure")
  const written = bars.map((bar) => {
    const parts = childrenOf(bar, "part").map(
      (part) => [part.attributes["id"] ?? "", part] as const,
    )
    return new Map(parts)
  })
  const ids = new Set(written.flatMap((parts) => [...parts.keys()]))
  const parts = [...ids].map((id) => {
    const measures = bars.map((bar, index) => ({
      ...{ name: "measure", attributes: bar.attributes, text: "" },
      children: written[index]!.get(id)?.children ?? [],
    }))
    return element("part", { id }, measures)
  })
  return element("score-partwise", timewise.attributes, [...header, ...parts])
}
