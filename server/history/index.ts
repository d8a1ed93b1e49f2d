export { type ReadHistoryInput, readHistory } from "./read-history";
export { ReadOriginalInput, readOriginal } from "./read-original";
export { requireRead } from "./require-read";
