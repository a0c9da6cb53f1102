/** Mean of all channels. A single channel is returned as it is, not copied. */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0), ...others] = channels
  if (others.length === 0) return first
  const mono = Float32Array.from(first)
  for (const channel of others) {
    for (let i = 0; i < mono.length; i++) mono[i] = (mono[i] ?? 0) + (channel[i] ?? 0)
  }
  const gain = 1 / channels.length
  for (let i = 0; i < mono.length; i++) mono[i] = (mono[i] ?? 0) * gain
  return mono
}
