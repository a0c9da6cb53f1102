export { provideTransport, useTransport } from "./transport-context.ts"
export type { Audition } from "./audition-run.ts"
export type { AuditionPlace, Transport } from "./transport.svelte.ts"
