/**
 * The angle of a marker on a record, in turns: it goes round a circle in some plane. The circle's plane is the one in which the
 * marker moves most (Eberly 2001), its centre the least-squares one (Kasa 1976).
 */
export type Place = readonly [x: number, y: number, z: number]

/** Unrolled, from 0; positive where the marker goes clockwise, seen from the end of the axis that the record turns about. */
export function turnsOfMarker(places: readonly Place[]): number[] {
  const [u, v] = planeOf(places)
  const flat = places.map((place) => [dot(place, u), dot(place, v)] as const)
  const [cx, cy] = circleCentre(flat)
  let last = 0
  let turns = 0
  return flat.map(([x, y], i) => {
    const angle = Math.atan2(y - cy, x - cx) / (2 * Math.PI)
    const step = i === 0 ? 0 : angle - last
    turns += step - Math.round(step)
    last = angle
    // A record turns clockwise where angles grow the other way.
    return -turns
  })
}

/** Two directions in the plane: x and y themselves where z says nothing. */
function planeOf(places: readonly Place[]): [Place, Place] {
  const middle = meanOf(places)
  // The covariance's smallest direction, as the largest cross product of two of its rows.
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0]
  for (const place of places) {
    const [x, y, z] = [place[0] - middle[0], place[1] - middle[1], place[2] - middle[2]]
    xx += x * x
    xy += x * y
    xz += x * z
    yy += y * y
    yz += y * z
    zz += z * z
  }
  const candidates: Place[] = [
    [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy],
    [xz * yz - xy * zz, xx * zz - xz * xz, xy * xz - yz * xx],
    [xy * yz - xz * yy, xy * xz - yz * xx, xx * yy - xy * xy],
  ]
  const axis = [0, 1, 2].reduce((best, i) =>
    candidates[i]![i]! > candidates[best]![best]! ? i : best,
  )
  const normal = candidates[axis]!
  const length = Math.sqrt(dot(normal, normal))
  // On a line or in one place: any plane is as good.
  if (!(length > 0))
    return [
      [1, 0, 0],
      [0, 1, 0],
    ]
  const n: Place = [normal[0] / length, normal[1] / length, normal[2] / length]
  const other: Place = axis === 0 ? [0, 1, 0] : [1, 0, 0]
  const along = dot(other, n)
  const raw: Place = [other[0] - along * n[0], other[1] - along * n[1], other[2] - along * n[2]]
  const size = Math.sqrt(dot(raw, raw))
  const u: Place = [raw[0] / size, raw[1] / size, raw[2] / size]
  return [u, [n[1] * u[2] - n[2] * u[1], n[2] * u[0] - n[0] * u[2], n[0] * u[1] - n[1] * u[0]]]
}

/** Of the circle that fits best: x2 + y2 = a x + b y + c by least squares, about the mean. */
function circleCentre(flat: readonly (readonly [number, number])[]): [number, number] {
  const count = Math.max(1, flat.length)
  const mx = flat.reduce((sum, [x]) => sum + x, 0) / count
  const my = flat.reduce((sum, [, y]) => sum + y, 0) / count
  let [uu, uv, vv, ru, rv] = [0, 0, 0, 0, 0]
  for (const [x, y] of flat) {
    const [u, v] = [x - mx, y - my]
    const r = u * u + v * v
    uu += u * u
    uv += u * v
    vv += v * v
    ru += r * u
    rv += r * v
  }
  const determinant = uu * vv - uv * uv
  if (!(determinant > 1e-12 * (uu + vv) ** 2)) return [mx, my]
  return [
    mx + (ru * vv - rv * uv) / (2 * determinant),
    my + (rv * uu - ru * uv) / (2 * determinant),
  ]
}

const dot = (a: Place, b: Place): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

function meanOf(places: readonly Place[]): Place {
  const count = Math.max(1, places.length)
  const sum = (i: 0 | 1 | 2): number => places.reduce((total, place) => total + place[i], 0) / count
  return [sum(0), sum(1), sum(2)]
}
