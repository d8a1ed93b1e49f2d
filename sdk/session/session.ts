import type { Msg } from "@nats-io/nats-core";
import { pause } from "../backoff";
import { SdkError } from "../errors";
import type { Watcher } from "../feed/feed";
import { RecentIds } from "../feed/recent-ids";
import type { DownloadedFile, FileAccess } from "../files";
import {
  type AcceptedVerdict,
  type Attachment,
  agentInboxSubject,
  agentStatusSubject,
  anyAgentStatusSubject,
  broadcastSubject,
  type Envelope,
  type HistoryPage,
  type HistoryQuery,
  type Place,
  type PresenceEvent,
  parseAgentStatusSubject,
  type ReadableChannel,
} from "../protocol";
import { type ChannelWorld, channelHandle } from "./channel";
import { findStored } from "./find-stored";
import { Firehose, type FirehoseListener } from "./firehose";
import { type Inbox, inboxItemOf, WaitingInbox } from "./inbox";
import type { Link } from "./link";
import { Links, type LinkUsers } from "./links";
import { Listeners } from "./listeners";
import { type Outgoing, Publisher } from "./publisher";
import { ReadQueue } from "./read-queue";
import { Readers } from "./readers";
import type { ChannelHandle, ConnectOptions, Session, SessionState, StateDetail } from "./types";
import { onDeviceWake } from "./wake";

const drainMsDefault = 2_000;
const wakeTimeoutMs = 3_000;
const dialTimeoutMs = 10_000;
/** Who is not heard for a quarter of an hour is no longer taken to be doing what it said. */
const statusRepeatMs = 5 * 60_000;

const refuseFiles = async (): Promise<never> => {
  throw new SdkError("PRECONDITION_FAILED", "There is no way to files here: use the gateway as access.", {
    reason: "no_files",
  });
};
const noFiles: FileAccess = { upload: refuseFiles, download: refuseFiles };

/** A session whose connection is replaced as often as needed. Begins with `start`. */
export class LinkedSession implements Session, ChannelWorld, LinkUsers {
  readonly #links: Links;
  readonly #readers: Readers;
  readonly #firehose = new Firehose();
  readonly #publisher: Publisher;
  readonly #reads: ReadQueue;
  readonly #files: FileAccess;
  readonly #stateListeners = new Listeners<[SessionState, StateDetail]>();
  readonly #accessListeners = new Listeners<[readonly ReadableChannel[]]>();
  readonly #stopWaking: () => void;
  readonly #ended: Promise<string | undefined>;
  #markEnded: (reason: string | undefined) => void = () => {};
  #channels: readonly ReadableChannel[] = [];
  #principal = "";
  #space = "";
  #status: PresenceEvent["status"] | undefined;
  #statusTimer: ReturnType<typeof setInterval> | undefined;

  constructor({ access, transport = "tcp", name, log, onState }: ConnectOptions) {
    if (onState) this.#stateListeners.add(onState);
    this.#ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
    this.#reads = new ReadQueue(access);
    this.#files = access.files ?? noFiles;
    this.#publisher = new Publisher((sought) => findStored((query) => this.read(query), sought));
    this.#readers = new Readers(
      (query) => this.read(query),
      () => this.refreshAccess(),
    );
    this.#links = new Links({
      access,
      dial: { transport, name, timeoutMs: dialTimeoutMs },
      users: this,
      onState: (state, detail) => this.#onState(state, detail),
      log,
    });
    this.#stopWaking = onDeviceWake(() => void this.#links.wake(wakeTimeoutMs));
  }

  get principal(): string {
    return this.#principal;
  }

  get space(): string {
    return this.#space;
  }

  get state(): SessionState {
    return this.#links.state;
  }

  get detail(): StateDetail {
    return this.#links.detail;
  }

  start(): Promise<void> {
    return this.#links.start();
  }

  onState(listener: (state: SessionState, detail: StateDetail) => void): () => void {
    return this.#stateListeners.add(listener);
  }

  channel(name: string): ChannelHandle {
    return this.at({ channel: name });
  }

  at(place: Place): ChannelHandle {
    return channelHandle(this, place);
  }

  upload(place: Place, content: Uint8Array, name: string): Promise<Attachment> {
    return this.#files.upload(place, name, content);
  }

  download(id: string): Promise<DownloadedFile> {
    return this.#files.download(id);
  }

  access(): readonly ReadableChannel[] {
    return this.#channels;
  }

  onAccess(listener: (channels: readonly ReadableChannel[]) => void): () => void {
    return this.#accessListeners.add(listener);
  }

  refreshAccess(): Promise<void> {
    return this.#links.renew();
  }

  publishStatus(status: PresenceEvent["status"]): void {
    this.#status = status;
    if (this.state !== "closed") this.#statusTimer ??= setInterval(() => this.#sendStatus(), statusRepeatMs);
    this.#sendStatus();
  }

  onPresence(listener: (event: PresenceEvent) => void): () => void {
    return this.#readers.watchSubject(anyAgentStatusSubject, (message) => {
      const event = jsonOf<PresenceEvent>(message);
      const principal = parseAgentStatusSubject(message.subject);
      if (event && principal !== undefined) listener({ ...event, principal });
    });
  }

  onInbox(listener: (envelope: Envelope) => void): () => void {
    const recent = new RecentIds();
    const onMessage = (message: Msg) => {
      const envelope = jsonOf<Envelope>(message);
      if (envelope && recent.add(envelope.id)) listener(envelope);
    };
    const subjects = [agentInboxSubject(this.#principal), broadcastSubject];
    const stops = subjects.map((subject) => this.#readers.watchSubject(subject, onMessage));
    return () => {
      for (const stop of stops) stop();
    };
  }

  inbox(): Inbox {
    const recent = new RecentIds();
    const inbox = new WaitingInbox(() => stop());
    const stop = this.#readers.watchSubject(agentInboxSubject(this.#principal), (message) => {
      const item = inboxItemOf(message);
      if (item && recent.add(item.envelope.id)) inbox.push(item);
    });
    void this.#ended.then(() => inbox.close());
    return inbox;
  }

  firehose(listener: FirehoseListener): () => void {
    return this.#firehose.listen(listener);
  }

  closed(): Promise<string | undefined> {
    return this.#ended;
  }

  async close({ drainMs = drainMsDefault }: { drainMs?: number } = {}): Promise<void> {
    const limit = pause(drainMs);
    if (this.state === "live") await Promise.race([this.#publisher.idle(), limit.done]);
    limit.end();
    await this.#links.close();
  }

  read(query: HistoryQuery): Promise<HistoryPage> {
    return this.#reads.read(query);
  }

  watch(place: Place, watcher: Watcher): () => void {
    return this.#readers.watch(place, watcher);
  }

  publish(outgoing: Outgoing): Promise<AcceptedVerdict> {
    return this.#publisher.publish(outgoing);
  }

  hint({ subject, body }: Outgoing): boolean {
    const nc = this.#links.link?.nc;
    if (nc === undefined || nc.isClosed()) return false;
    nc.publish(subject, body);
    return true;
  }

  attach(link: Link): void {
    const { issued } = link.credential;
    this.#principal = issued.principal;
    this.#space = issued.space;
    this.#publisher.attach(link);
    this.#readers.attach(link);
    this.#firehose.attach(link);
  }

  use(link: Link, overlaps: boolean): void {
    const { channels } = link.credential.issued;
    const isChanged = JSON.stringify(channels) !== JSON.stringify(this.#channels);
    this.#channels = channels;
    this.#publisher.use(link);
    this.#readers.use(link, overlaps);
    this.#firehose.use(link, overlaps);
    this.#sendStatus();
    if (isChanged) this.#accessListeners.call(channels);
  }

  detach(link: Link, wasLost: boolean): void {
    this.#publisher.detach(link);
    this.#readers.detach(link, wasLost);
    this.#firehose.detach(link, wasLost);
  }

  idle(link: Link): Promise<void> {
    return this.#publisher.idle(link);
  }

  repair(): void {
    this.#readers.repair();
    this.#firehose.repair();
  }

  #onState(state: SessionState, detail: StateDetail): void {
    if (state === "closed") {
      const reason = detail.reason ?? "The session was closed.";
      this.#stopWaking();
      clearInterval(this.#statusTimer);
      this.#publisher.end(reason);
      this.#readers.end(reason);
      this.#markEnded(detail.reason);
    }
    this.#stateListeners.call(state, detail);
  }

  #sendStatus(): void {
    const nc = this.#links.link?.nc;
    if (this.#status === undefined || nc === undefined || nc.isClosed()) return;
    const at = new Date().toISOString();
    const event: PresenceEvent = { principal: this.#principal, status: this.#status, connections: 1, at };
    nc.publish(agentStatusSubject(this.#principal), JSON.stringify(event));
  }
}

function jsonOf<Value>(message: Msg): Value | undefined {
  try {
    return message.json<Value>();
  } catch {
    return undefined;
  }
}
