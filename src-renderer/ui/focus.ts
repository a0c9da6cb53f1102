/**
 * Is the focus nowhere, or on the ground of a view (marked `data-<name>-ground`)? Only then its single keys are its own:
 * in a field they are letters.
 */
export function isFocusOn(name: string): boolean {
  const { activeElement } = document
  return (
    activeElement === document.body ||
    (activeElement?.closest(`[data-${name}-ground]`) ?? null) !== null
  )
}
