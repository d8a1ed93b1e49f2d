export { type Check, type Finding, firstFinding } from "./check";
export { createEventRecorder, type EventRecorder, type Occurrence } from "./event-recorder";
export { addFinalizer, archiveFinalizer, hasFinalizer, removeFinalizer } from "./finalizer";
export { createMetrics, type Metrics } from "./metrics";
export { reportStatus, type StatusDraft, statusOf } from "./status";
export { createTurns, type Turns } from "./turns";
export { createWorkQueue, type WorkQueue, type WorkResult } from "./work-queue";
