/** What processes of one installation tell each other. Delivery is at most once: each receiver also checks the database by itself. */
export interface BusEvents {
  /** Roles, groups, channels, threads or principals of the space changed; cached answers below `revision` are stale. With `principals`, only answers about those. */
  "policy.changed": { spaceId: string; revision: string; principals?: string[] };
  /** Rows were added to `Revocation`: the space's account JWT has to be pushed again. */
  "revocations.pending": { spaceId: string };
  /** A space's NATS account and stream exist (or its list of spaces changed). */
  "spaces.changed": { spaceId: string };
  /** A Channel, Thread or namespace resource or its status changed. */
  "resources.changed": { spaceId: string; kind: "Channel" | "Thread" | "Space"; name: string };
  /** Somebody came or went. */
  "presence.changed": { spaceId: string; principal: string; connections: number };
  /** The logger stored everything up to `sequence`. */
  "messages.stored": { spaceId: string; sequence: number };
  /** Something is new for these people, or they have read, followed or muted something. */
  "attention.changed": { spaceId: string; principals: string[] };
}

export type BusTopic = keyof BusEvents;

export interface Bus {
  /** Returns at once; a lost connection drops the event. */
  publish<Topic extends BusTopic>(topic: Topic, event: BusEvents[Topic]): void;
  /** Calls `handler` for each event, in order. The returned function ends it. */
  subscribe<Topic extends BusTopic>(topic: Topic, handler: (event: BusEvents[Topic]) => void): () => void;
  /** Calls `handler` after each reconnection, when events may have been missed. */
  onGap(handler: () => void): () => void;
  close(): Promise<void>;
}
