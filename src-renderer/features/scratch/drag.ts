/** A gesture is dragged as what it is called by: whoever takes it asks for it. */
import { GESTURE_TYPE } from "../../session/index.ts"
import type { GestureRef } from "./model/gesture-ref.ts"

/** At the pointer while it is dragged. */
export function dragGesture(event: DragEvent, ref: GestureRef, name: string): void {
  const { dataTransfer } = event
  if (!dataTransfer) return
  dataTransfer.setData(GESTURE_TYPE, JSON.stringify(ref))
  dataTransfer.effectAllowed = "copy"
  const label = document.querySelector<HTMLElement>("#gesture-drag")
  if (!label) return
  label.textContent = `Place ${name}`
  dataTransfer.setDragImage(label, -10, 14)
}
