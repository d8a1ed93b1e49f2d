export { readStream, type StreamRange, type StreamReading } from "./read-stream";
export { readLastSequence } from "./repository";
export { type LoggerOptions, startLogger } from "./start";
export { envelopeOf, envelopeOfRow } from "./stored-form";
export type { StreamEntry } from "./stream-entry";
