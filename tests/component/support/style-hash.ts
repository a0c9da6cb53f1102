/** The one style element in a shadow root as a content policy names it. */
export async function styleHash(root: ShadowRoot | null | undefined): Promise<string> {
  const text = new TextEncoder().encode(root?.querySelector("style")?.textContent ?? "")
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text))
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`
}
