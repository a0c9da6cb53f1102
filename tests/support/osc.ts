/** Packets of Open Sound Control as senders write them: the other side of the parser. */
export type OscValue = number | string | boolean | null | Uint8Array | { double: number }

const padded = (bytes: number[]): number[] => [
  ...bytes,
  ...new Array<number>((4 - (bytes.length % 4)) % 4).fill(0),
]
const text = (value: string): number[] => padded([...new TextEncoder().encode(value), 0])

function viewed(bytes: number, write: (view: DataView) => void): number[] {
  const view = new DataView(new ArrayBuffer(bytes))
  write(view)
  return [...new Uint8Array(view.buffer)]
}

function argument(value: OscValue): [type: string, bytes: number[]] {
  if (value === null) return ["N", []]
  if (typeof value === "boolean") return [value ? "T" : "F", []]
  if (typeof value === "string") return ["s", text(value)]
  if (value instanceof Uint8Array)
    return ["b", [...viewed(4, (view) => view.setInt32(0, value.length)), ...padded([...value])]]
  if (typeof value === "object") return ["d", viewed(8, (view) => view.setFloat64(0, value.double))]
  if (Number.isInteger(value)) return ["i", viewed(4, (view) => view.setInt32(0, value))]
  return ["f", viewed(4, (view) => view.setFloat32(0, value))]
}

export function oscMessage(address: string, ...values: OscValue[]): Uint8Array {
  const written = values.map(argument)
  const types = text(`,${written.map(([type]) => type).join("")}`)
  return Uint8Array.from([...text(address), ...types, ...written.flatMap(([, bytes]) => bytes)])
}

export function oscBundle(...packets: Uint8Array[]): Uint8Array {
  const parts = packets.flatMap((packet) => [
    ...viewed(4, (view) => view.setInt32(0, packet.length)),
    ...packet,
  ])
  return Uint8Array.from([...text("#bundle"), 0, 0, 0, 0, 0, 0, 0, 1, ...parts])
}
