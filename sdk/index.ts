export type { AccessSource } from "./access";
export { SdkError, type SdkErrorCode, VerdictError } from "./errors";
export type { ChannelFeed, FeedOptions, FeedStatus } from "./feed/types";
export { type GatewayAccess, type GatewayOptions, gateway } from "./gateway";
export type {
  AcceptedVerdict,
  DeliveredMessage,
  Envelope,
  HistoryPage,
  HistoryQuery,
  IssuedCredential,
  MessageDraft,
  Place,
  PresenceEvent,
  ReadableChannel,
  RefusedVerdict,
  StoredMessage,
  Verdict,
} from "./protocol";
export { connect } from "./session/connect";
export type {
  ChannelHandle,
  ConnectOptions,
  PublishOptions,
  Session,
  SessionLog,
  SessionState,
  StateDetail,
  SubscribeOptions,
  Subscription,
} from "./session/types";
