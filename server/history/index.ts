export { deleteFilter, listFilters, SaveFilterInput, saveFilter } from "./filters/saved-filters";
export type { SavedFilterView } from "./filters/view";
export { type ReadHistoryInput, readHistory } from "./read-history";
export { ReadOriginalInput, readOriginal } from "./read-original";
export { requireRead } from "./require-read";
export { SearchInput } from "./search/input";
export { type SearchHit, type SearchResult, searchMessages } from "./search/search-messages";
export { showMessages } from "./search/show";
