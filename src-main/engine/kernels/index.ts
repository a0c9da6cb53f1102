export { PAGE_BYTES, loadKernel, type Kernel } from "./kernel-io.ts"
