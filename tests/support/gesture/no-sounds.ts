/** For a gesture service of which no take is rendered or aligned. */
const refuse = (): Promise<never> => Promise.reject(new Error("no sound here"))

export const NO_SOUNDS = { keep: refuse, align: refuse }
