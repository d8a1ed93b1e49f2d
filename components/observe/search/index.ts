export { messageAddress } from "./address";
export { LazyLiveFilterBar } from "./lazy-live-filter-bar";
export { SearchAside } from "./search-aside";
export { SearchButton } from "./search-button";
export { SearchProvider, useSearch } from "./search-provider";
export { type LiveFilter, useLiveFilter, useLiveFilterText } from "./use-live-filter";
