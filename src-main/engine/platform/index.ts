export type { Clock, Executor, Log, Platform, RunOptions, Task, TaskContext } from "./ports.ts"
