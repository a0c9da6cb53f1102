/** The compiled kernel of channel strips, for a graph of its own. */
import { STRIP_BYTES, StripKernel, type StripExports } from "#shared/dsp/strip/strip-kernel.ts"
import { loadKernel } from "../kernels/index.ts"

/** @throws StudioError not-found where the kernel was not built */
export function openStripKernel(): StripKernel {
  const space = { bytes: STRIP_BYTES, shared: false }
  const { exports, memory, heapStart } = loadKernel<StripExports>("strip", space)
  return new StripKernel({ exports, buffer: memory.buffer, heapStart })
}
