// The compiler's own types declare AssemblyScript's globals, `console` among them, over those of Node.
export function main(
  argv: string[],
): Promise<{ error: Error | null; stderr: { toString(): string } }>
declare const asc: { main: typeof main }
export default asc
