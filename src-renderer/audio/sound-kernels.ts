/** Starts what is compiled of the sound graph on the audio thread, from the bytes of its files. */
import { STRIP_BYTES, StripKernel, type StripExports } from "#shared/dsp/strip/strip-kernel.ts"
import type { InstantiateStretch } from "#shared/dsp/stretch/stretcher.ts"

/** Their wasm files: the audio thread, which can fetch nothing, is handed them when it begins. */
export interface SoundKernelFiles {
  strip: ArrayBuffer
  stretch: ArrayBuffer
}

export interface SoundKernels {
  strip: StripKernel
  stretch: InstantiateStretch
}

const PAGE_BYTES = 65_536

/** At once: a thread that makes sound cannot wait. @throws CompileError where the bytes are no such code */
export function soundKernelsOf({ strip, stretch }: SoundKernelFiles): SoundKernels {
  const stretcher = new WebAssembly.Module(new Uint8Array(stretch))
  return {
    strip: stripKernelOf(strip),
    stretch: (imports) => new WebAssembly.Instance(stretcher, imports).exports,
  }
}

function stripKernelOf(bytes: ArrayBuffer): StripKernel {
  const pages = 1 + STRIP_BYTES / PAGE_BYTES
  // As the kernels are built: they import a memory that may grow, this one never does.
  const memory = new WebAssembly.Memory({ initial: pages, maximum: PAGE_BYTES, shared: false })
  const module = new WebAssembly.Module(new Uint8Array(bytes))
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return new StripKernel({
    exports: exports as unknown as StripExports,
    buffer: memory.buffer,
    heapStart: PAGE_BYTES,
  })
}
