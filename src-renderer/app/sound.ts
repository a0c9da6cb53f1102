import type { Studio } from "../session/index.ts"

interface Transport {
  readonly isPlaying: boolean
  readonly durationSeconds: number
  positionSeconds(): number
  toggle(): void
  stop(): void
  seek(seconds: number): void
}
interface Sound {
  provideTransport?(studio: Studio): unknown
  useTransport?(): Transport
}
const [sound] = Object.values(import.meta.glob<Sound>("../audio/index.ts", { eager: true }))
export const provideSound = (studio: Studio): void => void sound?.provideTransport?.(studio)
export const useSound = (): Transport | undefined => sound?.useTransport?.()
