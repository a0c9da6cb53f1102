/** Before each test what the one before rendered goes: the files of a run share their page's modules. */
import { cleanup } from "vitest-browser-svelte"
import { beforeEach } from "vitest"

beforeEach(() => cleanup())
