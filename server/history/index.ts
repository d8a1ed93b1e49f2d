export { type ReadHistoryInput, readHistory } from "./read-history";
