export { AttentionButton } from "./attention-button";
export { onOtherTabs } from "./other-tabs";
export { attentionTexts } from "./texts";
export { ForMeCount, UnreadMark } from "./unread-mark";
export { type AttentionActs, useAttentionActs } from "./use-acts";
export { type PlaceAttention, type Unread, useUnread } from "./use-unread";
