import { z } from "zod"
import type { Studio } from "../../../session/index.ts"

export const INSPECTOR_PX = { min: 232, max: 420, initial: 288 }

export const inspectorWidth = ({ preferences }: Studio): number =>
  preferences.read("train.inspector-px", z.number().min(232).max(420), INSPECTOR_PX.initial)
