export { type ReadHistoryInput, readHistory } from "./read-history";
export { requireRead } from "./require-read";
