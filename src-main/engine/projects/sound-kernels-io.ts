/** What is compiled of the sound graph: channel strips, and the stretcher of clips. */
import { STRIP_BYTES, StripKernel, type StripExports } from "#shared/dsp/strip/strip-kernel.ts"
import { instantiateKernel, loadKernel } from "../kernels/index.ts"

/** The kernel of channel strips, for a graph of its own. @throws StudioError not-found where it was not built */
export function openStripKernel(): StripKernel {
  const space = { bytes: STRIP_BYTES, shared: false }
  const { exports, memory, heapStart } = loadKernel<StripExports>("strip", space)
  return new StripKernel({ exports, buffer: memory.buffer, heapStart })
}

/** One more stretcher. @throws StudioError not-found where it was not built */
export const instantiateStretch = (imports: WebAssembly.Imports): unknown =>
  instantiateKernel("stretch", imports)
