export { type Conversation, ConversationFormatError, parseConversations } from "./conversations";
export { principalIdOf, speakersOf } from "./drafts";
export { type ReplayAgent, type ReplayOptions, replay } from "./replay";
export { Tally } from "./tally";
