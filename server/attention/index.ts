export { countUnread, type PlaceAttention, type UnreadCounts } from "./count-unread";
export { type ForMeItem, type ForMePage, ListForMeInput, listForMe } from "./list-for-me";
export { type FollowedThread, ListThreadsInput, listThreads, type ThreadsPage } from "./list-threads";
export { markAllRead } from "./mark-all-read";
export { MarkReadInput, markRead } from "./mark-read";
export { type PlaceReading, ReadPlaceInput, readPlace } from "./read-place";
export type { Sender } from "./senders-repository";
export { SetLevelInput, setLevel } from "./set-level";
export type { Level } from "./types";
