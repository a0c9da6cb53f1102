/** Numbers as a musician reads them. A true minus, thin units, nothing that shifts. */

/** "3:48", "1:02:03"; with `fractionDigits` "1:24.183". */
export function timeText(seconds: number, fractionDigits = 0): string {
  const unit = 10 ** fractionDigits
  const units = Math.max(
    0,
    fractionDigits ? Math.floor(seconds * unit + 1e-6) : Math.round(seconds),
  )
  const whole = Math.floor(units / unit)
  const pad = (value: number): string => String(value).padStart(2, "0")
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const fraction = fractionDigits ? `.${String(units % unit).padStart(fractionDigits, "0")}` : ""
  const head = hours ? `${hours}:${pad(minutes)}` : String(minutes)
  return `${head}:${pad(whole % 60)}${fraction}`
}

/** What a job still needs, rounded as honestly as it is known: "about 25 s left", "about 11 min left". */
export function leftText(secondsLeft: number | null): string {
  if (secondsLeft === null) return "estimating"
  if (secondsLeft < 1) return "about 1 s left"
  if (secondsLeft < 60) {
    const step = secondsLeft < 10 ? 1 : secondsLeft < 30 ? 5 : 10
    const seconds = Math.min(Math.ceil(secondsLeft / step) * step, 60)
    return seconds === 60 ? "about 1 min left" : `about ${seconds} s left`
  }
  const minutes = Math.round(secondsLeft / 60)
  return minutes < 60 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`
}

/** Relative for a day, then absolute: "now", "12 min ago", "5 h ago", "20 Nov 2026". */
export function dateText(atMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000)
  if (minutes < 1) return "now"
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(atMs)
}

/** "412 MB", in thousands as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"]
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}

/** With a full stop, if it has none. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** One after another, each with a capital letter, the last without its full stop: "Wrote it. Chords left out: 2". */
export const sentences = (parts: readonly string[]): string =>
  parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(". ")

/** "1 song", "1,240 songs". */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`

/** 48000 as "48 kHz", 44100 as "44.1 kHz". */
export const rateText = (rateHz: number): string => `${Number((rateHz / 1000).toFixed(2))} kHz`

export const percentText = (fraction: number): string => `${Math.floor(fraction * 100)} %`
