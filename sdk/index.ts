export type { AccessSource } from "./access";
export type { GatewayProof } from "./bearer";
export { SdkError, type SdkErrorCode, VerdictError } from "./errors";
export type { ChannelFeed, FeedOptions, FeedStatus } from "./feed/types";
export type { DownloadedFile, FileAccess } from "./files";
export { type GatewayAccess, type GatewayOptions, gateway } from "./gateway";
export {
  type AcceptedVerdict,
  type Attachment,
  type DeliveredMessage,
  type Envelope,
  type HistoryPage,
  type HistoryQuery,
  type IssuedCredential,
  type MessageDraft,
  type Place,
  type PresenceEvent,
  type ReadableChannel,
  type Redaction,
  type RedactionOrder,
  type RefusedVerdict,
  type RemovedRange,
  redactionOf,
  redactionType,
  type StoredMessage,
  type StreamDelta,
  StreamText,
  streamDeltaOf,
  type Verdict,
} from "./protocol";
export { connect } from "./session/connect";
export type { FirehoseListener, LiveArrival } from "./session/firehose";
export type { Inbox, InboxItem } from "./session/inbox";
export type {
  ChannelHandle,
  ConnectOptions,
  PublishOptions,
  Session,
  SessionLog,
  SessionState,
  StateDetail,
  StreamDraft,
  StreamWriter,
  SubscribeOptions,
  Subscription,
} from "./session/types";
