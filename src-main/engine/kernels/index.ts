export { growMemory, instantiateKernel, loadKernel, type Kernel } from "./kernel-io.ts"
