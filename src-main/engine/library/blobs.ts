/** Typed arrays as SQLite BLOBs, little-endian as every platform we run on. */

export function toBlob(array: Float32Array | Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

interface ArrayType<T> {
  new (buffer: ArrayBuffer): T
  BYTES_PER_ELEMENT: number
}

/** Copies, because a BLOB's bytes may stand at an offset that is not a multiple of the element size. */
export function fromBlob<T>(type: ArrayType<T>, blob: Uint8Array): T {
  if (blob.byteLength % type.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`A stored array of ${blob.byteLength} bytes is not whole`)
  }
  return new type(new Uint8Array(blob).buffer)
}
