/** The General MIDI bank that ships with the studio, served beside the page. */
const ADDRESS = "/sounds/FluidR3Mono_GM.sf3"

/** @throws where it was not installed. */
export async function loadBank(): Promise<ArrayBuffer> {
  const response = await fetch(ADDRESS)
  if (!response.ok) throw new Error("The sounds of the General MIDI instruments are not installed.")
  return response.arrayBuffer()
}
