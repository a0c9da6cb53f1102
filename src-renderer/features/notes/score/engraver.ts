/**
 * Draws MusicXML with OpenSheetMusicDisplay, one line of a page after another so that no task is long. The library is loaded when
 * the first score is shown. It draws into a place of its own; what comes out is handed over whole.
 */
import type { OpenSheetMusicDisplay } from "opensheetmusicdisplay"
import { engravedOf, type Engraved } from "./engraved.ts"

export interface Ink {
  readonly notes: string
  readonly text: string
  readonly font: string
}

export interface EngraveOptions {
  readonly widthPx: number
  readonly zoom: number
  readonly isStretched: boolean
  readonly ink: Ink
  /** Nothing is drawn any more once it is aborted. */
  readonly signal: AbortSignal
}

export interface Engraver {
  /** Null where it was aborted before. */
  engrave(text: string, options: EngraveOptions): Promise<Engraved | null>
  dispose(): void
}

export function createEngraver(): Engraver {
  const place = document.createElement("div")
  place.setAttribute("aria-hidden", "true")
  Object.assign(place.style, {
    position: "fixed",
    left: "-10000px",
    top: "0",
    visibility: "hidden",
  })
  let display: Promise<OpenSheetMusicDisplay> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const draw = async (text: string, options: EngraveOptions): Promise<Engraved | null> => {
    const { signal, widthPx, zoom } = options
    const isUnwanted = (): boolean => signal.aborted
    if (isUnwanted()) return null
    display ??= openDisplay(place)
    const osmd = await display
    place.style.width = `${widthPx}px`
    setLook(osmd, options)
    await osmd.load(text)
    await nextTask()
    if (isUnwanted()) return null
    osmd.Zoom = zoom
    osmd.render()
    return engravedOf(osmd, place, zoom)
  }
  return {
    engrave(text, options) {
      const next = last.then(nextTask).then(() => draw(text, options))
      last = next.catch(() => undefined)
      return next
    },
    dispose: () => place.remove(),
  }
}

async function openDisplay(place: HTMLElement): Promise<OpenSheetMusicDisplay> {
  document.body.append(place)
  const { ChordSymbolEnum, OpenSheetMusicDisplay } = await import("opensheetmusicdisplay")
  const display = new OpenSheetMusicDisplay(place, {
    ...{ autoResize: false, backend: "svg", drawingParameters: "compacttight" },
    ...{ drawTitle: false, drawCredits: false, drawPartNames: false, disableCursor: true },
    ...{ drawMeasureNumbersOnlyAtSystemStart: true, useXMLMeasureNumbers: true },
    // Every bar has a place of its own, where notes are written and the playhead goes.
    autoGenerateMultipleRestMeasuresFromRestMeasures: false,
  })
  display.EngravingRules.setChordSymbolLabelText(ChordSymbolEnum.majorsixth, "6")
  return display
}

function setLook(osmd: OpenSheetMusicDisplay, { ink, isStretched }: EngraveOptions): void {
  osmd.setOptions({
    ...{ defaultColorMusic: ink.notes, defaultColorLabel: ink.text, defaultFontFamily: ink.font },
    stretchLastSystemLine: isStretched,
  })
  const rules = osmd.EngravingRules
  rules.PageTopMargin = PAGE_MARGIN
  rules.PageBottomMargin = PAGE_MARGIN
  rules.PageLeftMargin = BRACE_MARGIN
  rules.PageRightMargin = 0
  rules.ChordSymbolTextHeight = 1.6
  rules.InstantaneousTempoTextHeight = 1.6
  rules.MeasureNumberLabelHeight = 1.2
}

/** In spaces between staff lines. */
const PAGE_MARGIN = 1.5
const BRACE_MARGIN = 1.6

/** Leaves the page to the hand between two steps. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
