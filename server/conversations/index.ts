export { type BrowsedThread, BrowseThreadsInput, browseThreads } from "./browse-threads";
export { findThread } from "./find-thread";
export { type ListStartedInput, listStarted, type StartedThread } from "./list-started";
export { type ListThreadsInput, listThreads, type ThreadPage } from "./list-threads";
export { StartThreadInput, startThread } from "./start-thread";
export type { ConversationView } from "./view";
