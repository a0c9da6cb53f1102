export { KIT_RATE_HZ } from "./render-sound.ts"
export { KitSounds } from "./kit-sounds.ts"
export {
  KIT_KEYS,
  kitChokeGroup,
  kitPan,
  layerOf,
  makeKitSound,
  type KitSound,
} from "./slipmat-kit.ts"
