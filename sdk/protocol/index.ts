export { type Attachment, attachmentOfDraft } from "./attachment";
export {
  type DeliveryOptions,
  type Envelope,
  knownMessageTypes,
  MessageDraft,
  type MessagePart,
} from "./envelope";
export { inboxHeaders, natsHeaders } from "./headers";
export { countedRepliesMax, messageBytesMax, startedTopicCharactersMax, topicCharactersMax } from "./limits";
export {
  type FoundMention,
  findMentions,
  groupMentionMark,
  hereMention,
  mentionsInPlainText,
  resolvedMention,
} from "./mentions";
export {
  isChannelName,
  isPrincipalId,
  isThreadName,
  nameOfTopic,
  principalIdPattern,
  reservedTokens,
  threadNamePattern,
} from "./names";
export {
  type PolicyAnswer,
  type PolicyVerb,
  parsePolicySubject,
  policySubject,
  policyVerbs,
  policyWildcard,
} from "./policy";
export type {
  DeliveredMessage,
  HistoryPage,
  HistoryQuery,
  IssuedCredential,
  PresenceEvent,
  ReadableChannel,
  RemovedRange,
  StoredMessage,
} from "./records";
export {
  editedReason,
  type Redaction,
  type RedactionOrder,
  type RedactionProblem,
  readRedactionData,
  redactionBy,
  redactionOf,
  redactionReasonCharactersMax,
  redactionType,
  withoutContent,
} from "./redaction";
export {
  deltaCharactersMax,
  readStreamDeltaData,
  type StreamDelta,
  type StreamDeltaData,
  type StreamDeltaProblem,
  streamDeltaOf,
  streamDeltaType,
} from "./stream";
export { StreamText } from "./stream-text";
export {
  agentInboxSubject,
  agentStatusSubject,
  anyAgentStatusSubject,
  broadcastSubject,
  channelsStream,
  channelTag,
  inboxPrefix,
  ingressSubject,
  ingressWildcard,
  liveSubject,
  liveThreadsSubject,
  liveWildcard,
  type Place,
  parseAgentStatusSubject,
  parseIngressSubject,
  parseLiveSubject,
  parseStoredSubject,
  privateThreadTag,
  storedSubject,
  storedWildcard,
} from "./subjects";
export { type AcceptedVerdict, type RefusalCode, type RefusedVerdict, refusalCodes, type Verdict } from "./verdict";
