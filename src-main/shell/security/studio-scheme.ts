/**
 * Serves the renderer's files under app://studio with the headers that make the page isolated (SharedArrayBuffer) and
 * hold it to its content policy. Nothing outside the folder can be named.
 */
import { protocol } from "electron"
import { readFile } from "node:fs/promises"
import { extname, join, normalize, sep } from "node:path"
import { contentPolicy } from "./content-policy.ts"

const SCHEME = "app"
export const STUDIO_ORIGIN = `${SCHEME}://studio`

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
}

const HEADERS = {
  "Content-Security-Policy": contentPolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
}

/** Must run before Electron is ready. */
export function registerStudioScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

/** @param sounds The file behind each address that is not one of the page's own. */
export function serveStudio(folder: string, sounds: Readonly<Record<string, string>>): void {
  protocol.handle(SCHEME, async ({ url }) => {
    const file = sounds[new URL(url).pathname] ?? fileOf(url, folder)
    const bytes = file && (await readFile(file).catch(() => undefined))
    if (!file || !bytes) return new Response("Not found", { status: 404, headers: HEADERS })
    const type = TYPES[extname(file)] ?? "application/octet-stream"
    return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, "Content-Type": type } })
  })
}

function fileOf(address: string, folder: string): string | undefined {
  const { host, pathname } = new URL(address)
  if (host !== "studio") return undefined
  const file = normalize(join(folder, decodeURIComponent(pathname)))
  return file.startsWith(folder + sep) ? file : undefined
}
