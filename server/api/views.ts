import type { RefusalCode } from "@/sdk/protocol";
import type { ChannelSummary, PresenceView } from "@/server/policy";

/** What the console shows of a space. */
export interface SpaceItem {
  id: string;
  displayName: string;
}

export interface ThreadItem {
  name: string;
  topic: string;
  isPrivate: boolean;
  state: "Active" | "Paused" | "Archived";
  /** A Thread resource stands behind it; otherwise it was started from chat. */
  isResource: boolean;
  canPost: boolean;
}

/** A channel the signed-in person may read, with what they may do there. */
export interface ChannelItem {
  name: string;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  state: "Active" | "Paused" | "Archived";
  /** False: live only, nothing is kept. */
  enablePersistence: boolean;
  /** False when only private threads of it are open to the person. */
  canRead: boolean;
  canPost: boolean;
  /** What a moderator's block says to whoever it keeps from posting; null for everybody else. */
  blockReason: string | null;
  canManage: boolean;
  canModerate: boolean;
  canCreateThread: boolean;
  /** All private ones, and the newest of the others. */
  threads: ThreadItem[];
  /** How many are open, also those that `threads` lacks; of the others than private ones at most 1,000 are counted. */
  threadCount: number;
}

export interface ChannelList {
  channels: ChannelItem[];
  canCreateChannel: boolean;
  /** The id of the signed-in user's Person in the space. */
  principal: string;
}

/** How somebody stands to a place. */
export interface Standing {
  canRead: boolean;
  /** Why not, as far as they may know; null when they may read. */
  refusal: { code: RefusalCode; reason: string } | null;
}

/** Who somebody is. */
export interface ProfileItem {
  id: string;
  displayName: string;
  kind: "agent" | "person";
}

export interface MemberItem {
  id: string;
  displayName: string;
  kind: "agent" | "person";
  isOnline: boolean;
  /** Whether they are connected, and what they say they do. */
  presence: PresenceView;
  /** RFC 3339. */
  lastSeenAt: string | null;
  role: "owner" | "moderator" | "member" | null;
  groups: string[];
  /** A moderator's block keeps them from posting. */
  isPaused: boolean;
}

export interface MemberPage {
  members: MemberItem[];
  /** Pass as `after` for the next page; null at the end. */
  nextAfter: string | null;
}

export interface ConditionItem {
  type: string;
  status: "True" | "False" | "Unknown";
  reason: string;
  message: string;
  changedAt: string;
}

/** A Channel or Thread resource as it is now. */
export interface ResourceDetail<Spec> {
  name: string;
  spec: Spec;
  /** Rises with each change of the spec; send it back with an edit. */
  generation: number;
  /** The operator has seen this generation. */
  isObserved: boolean;
  isBeingDeleted: boolean;
  state: string | null;
  natsSubject: string | null;
  conditions: ConditionItem[];
  yaml: string;
}

export interface ChannelSpecView {
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  authorizedGroups: string[];
  enablePersistence: boolean;
  retentionPolicy: string;
}

/** A Channel resource as it is now. */
export interface ChannelDetail extends ResourceDetail<ChannelSpecView> {
  /** The resource asks for posting to be stopped; `state` says whether the operator has done so. */
  isPaused: boolean;
}

/** A channel in the list of all of a space's, for admins. */
export interface ChannelOverview extends ChannelSummary {
  /** The groups that its resource names, known or not. Empty without a resource. */
  authorizedGroups: string[];
  /** What the operator says of the resource; null while there is none or nothing was said. */
  ready: ConditionItem | null;
}

export interface ChannelOverviewPage {
  channels: ChannelOverview[];
  /** Pass as `after` for the next page; null at the end. */
  nextAfter: string | null;
}

export interface ThreadSpecView {
  channel: string;
  topic: string;
  participantsGroups: string[];
}

/** Something of the space changed; read again what you show of it. `resync`: anything may have. */
export interface ChangeEvent {
  topic:
    | "resync"
    | "policy.changed"
    | "resources.changed"
    | "presence.changed"
    | "spaces.changed"
    | "messages.stored"
    | "attention.changed";
}

/** The `data` of every failed call, beside tRPC's own `code` and `httpStatus`. */
export interface FailureData {
  /** Stable and machine-readable, such as `forbidden`, `already_exists` or a `RefusalCode`. */
  reason: RefusalCode | (string & {});
  fields: { path: string; message: string }[];
}
