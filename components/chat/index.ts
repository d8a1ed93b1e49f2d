export { AttentionWatcher } from "./attention/attention-watcher";
export { ChannelView } from "./channel-view";
export { ConnectionBadge } from "./connection-badge";
export { useLocalTimes } from "./moderation/local-times";
export { type SpaceSession, SpaceSessionProvider, useSpaceSession } from "./session/space-session";
export { ThreadView } from "./thread-view";
