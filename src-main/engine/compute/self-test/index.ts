export { fastestExecutor, testExecutors } from "./candidates-io.ts"
export { chooseExecutor, type SelfTestReport, type SelfTestResult } from "./self-test.ts"
export { EXPECTED_LOSSES, LOSS_TOLERANCE, selfTestSession } from "./model.ts"
