export { type Completion, type CompletionSources, completeFilter, type Suggestion } from "./complete";
export { type Excerpt, excerptOf } from "./excerpt";
export { readings } from "./json-value";
export {
  boundsOf,
  compileFilter,
  type FilteredMessage,
  matches,
  type Predicate,
  sendersOf,
  tagsOfTerm,
} from "./matches";
export { type Parsed, parseFilter } from "./parse";
export { isZone, type Period, periodOf } from "./period";
export { printFilter, printTerm } from "./print";
export { cutTag, foldText, readStepsMax, searchFormOf, searchTextOf, wordsOf } from "./search-text";
export { tagsOf } from "./tags";
export {
  type Filter,
  type FilterContext,
  type FilterProblem,
  filterCharactersMax,
  filterTermsMax,
  type ListKey,
  listKeys,
  type Possession,
  possessions,
  type Term,
  type TimeKey,
  timeKeys,
} from "./types";
