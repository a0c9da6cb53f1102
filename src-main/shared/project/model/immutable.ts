/** A type whose every part is read-only: the document changes only by commands, which make new parts. */
export type Immutable<T> = [Json] extends [T]
  ? T // read-only already, and endless for the compiler
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [Key in keyof T]: Immutable<T[Key]> }

/** What JSON can hold: settings of devices and models that the document keeps without understanding them. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
