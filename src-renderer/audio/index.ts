export { provideTransport, useTransport } from "./transport-context.ts"
export type { Audition, AuditionPlace, Transport } from "./transport.svelte.ts"
