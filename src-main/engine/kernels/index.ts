export { growMemory, loadKernel, type Kernel } from "./kernel-io.ts"
