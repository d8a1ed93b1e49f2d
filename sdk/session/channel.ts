import { v7 } from "uuid";
import { Feed, type FeedWorld } from "../feed/feed";
import {
  type AcceptedVerdict,
  type Attachment,
  type DeliveredMessage,
  ingressSubject,
  type MessageDraft,
  type Place,
  redactionType,
} from "../protocol";
import type { Outgoing } from "./publisher";
import { openStream } from "./stream-writer";
import { subscribe } from "./subscription";
import type { ChannelHandle, PublishOptions, SubscribeOptions } from "./types";

/** What a channel handle needs of its session. */
export interface ChannelWorld extends FeedWorld {
  readonly principal: string;
  publish(outgoing: Outgoing): Promise<AcceptedVerdict>;
  upload(place: Place, content: Uint8Array, name: string): Promise<Attachment>;
  /** Sends once, without waiting for a verdict; false while there is no connection. */
  hint(outgoing: Outgoing): boolean;
}

const timeoutMsDefault = 100_000;
const encoder = new TextEncoder();

/** A handle on one place; as many as wanted may exist of one. */
export function channelHandle(world: ChannelWorld, place: Place): ChannelHandle {
  const publish: ChannelHandle["publish"] = (draft, options) =>
    world.publish(outgoingOf(world.principal, place, draft, options));
  return {
    place,
    publish,
    upload: (content, name) => world.upload(place, content, name),
    redact: (sequence, reason, options) =>
      publish({ type: redactionType, payload: { data: { sequence, reason } } }, options),
    stream: (draft) =>
      openStream({ publish, hint: (piece) => world.hint(outgoingOf(world.principal, place, piece)) }, draft),
    subscribe(
      first?: SubscribeOptions | ((message: DeliveredMessage) => void | Promise<void>),
      second: SubscribeOptions = {},
    ) {
      const listener = typeof first === "function" ? first : undefined;
      const options = typeof first === "object" ? first : second;
      return subscribe((feedOptions) => new Feed(world, place, feedOptions), listener, options);
    },
    history: (query) => world.read({ ...query, place }),
    thread: (name, options) =>
      channelHandle(world, { channel: place.channel, thread: name, isPrivate: options?.isPrivate ?? false }),
    feed: (options) => new Feed(world, place, options),
  };
}

/** The id and the time are fixed here, before the first try, so that every copy that is ever sent is the same message. */
function outgoingOf(
  principal: string,
  place: Place,
  draft: MessageDraft | string,
  { timeoutMs = timeoutMsDefault }: PublishOptions = {},
): Outgoing {
  const written = typeof draft === "string" ? { text: draft } : draft;
  const id = written.id ?? v7();
  const message = { ...written, id, timestamp: written.timestamp ?? new Date().toISOString() };
  return {
    id,
    place,
    subject: ingressSubject(principal, place),
    body: encoder.encode(JSON.stringify(message)),
    timeoutMs,
  };
}
