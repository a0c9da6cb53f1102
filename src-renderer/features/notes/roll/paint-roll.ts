/** The picture of the roll at rest: keys or drums, ruler, ground, ghosts, notes. */
import type { Project, KeyEvent } from "#shared/project/index.ts"
import { drawGhosts, drawRounds } from "../drawing/ghosts.ts"
import { drawGround, type Ground } from "../drawing/grid.ts"
import { drawNotes, type DrawnNotes } from "../drawing/notes.ts"
import { drawPiano } from "../drawing/piano.ts"
import { drawProposal, type Proposal } from "../drawing/proposal.ts"
import { drawRuler, RULER_PX } from "../drawing/ruler.ts"

export interface RollPicture extends Ground, DrawnNotes {
  readonly keys: readonly KeyEvent[]
  /** For the notes of other tracks; null where they are not shown. */
  readonly project: Project | null
  /** What a model thinks about, or proposes. */
  readonly proposal: Proposal | null
  readonly headPx: number
  readonly hovered: number
  readonly sounding: ReadonlySet<number>
}

/** `widthPx` and `heightPx` are those of the rows, which begin at (headPx, RULER_PX). */
export function paintRoll(context: CanvasRenderingContext2D, picture: RollPicture): void {
  const { headPx, widthPx, heightPx, project, clip, colours, noteColours } = picture
  context.fillStyle = colours.panel
  context.fillRect(0, 0, headPx, RULER_PX)
  inBox(context, headPx, RULER_PX, widthPx, heightPx, () => {
    drawGround(context, picture)
    if (project && picture.rows.kind === "keys")
      drawGhosts(context, { ...picture, project, fill: colours.ghost })
    if (clip.loop)
      drawRounds(context, {
        ...{ ...picture, fill: noteColours.muted },
        shownToTicks: picture.heard.endTicks,
      })
    drawNotes(context, picture)
    if (picture.proposal) drawProposal(context, picture, picture.proposal)
  })
  inBox(context, headPx, 0, widthPx, RULER_PX, () =>
    drawRuler(context, { ...picture, isLooped: clip.loop !== undefined }),
  )
  inBox(context, 0, RULER_PX, headPx, heightPx, () =>
    drawPiano(context, { ...picture, widthPx: headPx, colour: noteColours.track }),
  )
}

/** Draws with the box's corner as the origin, and nothing outside of it. */
function inBox(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  draw: () => void,
): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.translate(x, y)
  draw()
  context.restore()
}
