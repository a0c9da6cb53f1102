/** A hand on a control. */

/** Drags from the middle of an element, in steps, without letting go. */
export async function pull(target: Element, byX: number, byY: number): Promise<{ drop(): void }> {
  const box = target.getBoundingClientRect()
  const x = box.left + box.width / 2
  const y = box.top + box.height / 2
  const at = (share: number): PointerEventInit => ({
    ...{ bubbles: true, pointerId: 1, button: 0, isPrimary: true },
    ...{ clientX: x + byX * share, clientY: y + byY * share },
  })
  // A pointer that is not there cannot be captured.
  target.setPointerCapture = () => undefined
  target.dispatchEvent(new PointerEvent("pointerdown", at(0)))
  for (const share of [0.25, 0.5, 0.75, 1])
    target.dispatchEvent(new PointerEvent("pointermove", at(share)))
  await Promise.resolve()
  return { drop: () => void target.dispatchEvent(new PointerEvent("lostpointercapture", at(1))) }
}
