export {
  launchStudio,
  type LaunchedStudio,
  type LaunchOptions,
} from "../../../scripts/machine/launch-studio.ts"
