/** The one style element of wavesurfer.js 8, in its shadow root; tests/component/preview.test.ts compares it. */
const WAVESURFER_STYLE = "'sha256-fF0LBso7Nz75zaFRDBUefBDvPe19hjaiDnnc8lt+2Js='"

/** What the page may load: its own files and what it makes itself. Styles are set through classes or element.style. */
const POLICY = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": `'self' ${WAVESURFER_STYLE}`,
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "media-src": "'self' blob:",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
}

export const contentPolicy = Object.entries(POLICY)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ")
