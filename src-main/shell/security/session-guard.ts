/** What the page may ask of the system, and which addresses it may reach. */
import type { Session } from "electron"

/** MIDI controllers, writing to the clipboard, and the microphone; never the camera. */
const ALLOWED = new Set(["media", "midi", "midiSysex", "clipboard-sanitized-write"])

export function guardSession(session: Session, origin: string): void {
  const isOurs = (address: string): boolean => originOf(address) === origin
  const isDevelopment = origin.startsWith("http")
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const wantsVideo = "mediaTypes" in details && details.mediaTypes.includes("video")
    answer(ALLOWED.has(permission) && isOurs(details.requestingUrl) && !wantsVideo)
  })
  session.setPermissionCheckHandler((_contents, permission, requester, details) => {
    return ALLOWED.has(permission) && isOurs(requester) && details.mediaType !== "video"
  })
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isLocal = /^(app|blob|data):/.test(url)
    const isTool = /^(devtools|chrome-extension):/.test(url)
    const isServed = originOf(url)?.replace(/^ws/, "http") === origin
    answer({ cancel: !isLocal && !(isDevelopment && (isTool || isServed)) })
  })
}

function originOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url ? `${url.protocol}//${url.host}` : undefined
}
