/** The insides of devices that somebody looks at: how much they take away, and what comes out of them. Costs nothing else. */
import type { Insert, SongGraph } from "#shared/dsp/graph/index.ts"
import { BandSpectrum, SPECTRUM_BANDS } from "#shared/dsp/meters/index.ts"
import type { DeviceReading } from "./graph-protocol.ts"

export class DeviceWatch {
  #graph: SongGraph
  #ids: ReadonlySet<string> = new Set()
  #watched: readonly Insert[] = []
  #readings: readonly DeviceReading[] = []

  constructor(graph: SongGraph) {
    this.#graph = graph
  }

  watch(ids: readonly string[]): void {
    this.#ids = new Set(ids)
    this.find()
  }

  /** Finds the devices in the graph. Call whenever its plan has changed; it allocates. */
  find(): void {
    const inserts = this.#graph.channels.flatMap((channel) => channel.inserts)
    for (const insert of inserts)
      insert.probe = this.#ids.has(insert.id)
        ? (insert.probe ?? new BandSpectrum(this.#graph.rateHz))
        : null
    this.#watched = inserts.filter(({ probe }) => probe)
    this.#readings = this.#watched.map(({ id }) => ({
      ...{ id, reductionDb: null, spectrum: new Float32Array(SPECTRUM_BANDS) },
    }))
  }

  /** What is to be seen now; the same objects each time. */
  read(): readonly DeviceReading[] {
    this.#watched.forEach(({ probe, processor, isBypassed }, index) => {
      const reading = this.#readings[index]!
      reading.reductionDb = isBypassed ? 0 : (processor.meters?.[0] ?? null)
      probe?.read(reading.spectrum)
    })
    return this.#readings
  }
}
