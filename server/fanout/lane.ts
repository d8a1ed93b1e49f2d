import { jetstreamManager } from "@nats-io/jetstream";
import type { Msg, NatsConnection, Subscription } from "@nats-io/nats-core";
import { inboxPrefix, ingressWildcard, type Place, type Verdict } from "@/sdk/protocol";
import { noteSequence } from "@/server/attachments";
import type { Db } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import { createAckPublisher } from "@/server/nats";
import type { PermissionCache } from "@/server/policy";
import type { Admission } from "./admission";
import type { Arrival } from "./arrival";
import { createAttachmentStage } from "./attachments";
import { createDelivery } from "./delivery";
import { isOwnMessage } from "./is-own-message";
import { tellAgents } from "./mentions/inbox";
import type { MentionResolver } from "./mentions/resolver";
import { createMentionStage } from "./mentions/stage";
import { createPipeline } from "./pipeline";
import { createTargetCheck } from "./redaction";
import type { RefusalLog } from "./refusal-log";
import { malformedSubject } from "./refusals";
import { Routes } from "./routes";
import { createStore, inFlightMax } from "./store";
import { encodeVerdict, refused } from "./verdicts";

/** Fanout's work in one space. */
export interface Lane {
  /** A message of a caller who is proven in another way than by an ingress subject. */
  publish(principal: string, place: Place, via: string, body: Uint8Array): Promise<Verdict>;
  /** Takes nothing new, waits a while for the verdicts that are due, gives up on the rest. */
  stop(): Promise<void>;
}

export interface LaneOptions {
  db: Db;
  spaceId: string;
  connection: NatsConnection;
  /** The connection's own inbox, where the stream's answers may arrive. */
  inboxPrefix: string;
  permissions: PermissionCache;
  mentions: MentionResolver;
  admission: Admission;
  refusalLog: RefusalLog;
  clock: Clock;
  log: Logger;
  /** How long the stream may take to answer before the verdict is `unavailable`. */
  storeTimeoutMs: number;
}

const queueName = "fanout";
const headerBytesMax = 1_024;
const stopGraceMs = 5_000;

export async function openLane(options: LaneOptions): Promise<Lane> {
  const { connection, spaceId, log, storeTimeoutMs, refusalLog } = options;
  const publisher = createAckPublisher(connection, {
    inboxPrefix: options.inboxPrefix,
    inFlightMax,
    timeoutMs: storeTimeoutMs,
  });
  const store = createStore(publisher, { waitMaxMs: storeTimeoutMs });
  const routes = new Routes(spaceId);
  const manager = await jetstreamManager(connection, { checkAPI: false });

  function reply(subject: string, verdict: Verdict): void {
    try {
      connection.publish(subject, encodeVerdict(verdict));
    } catch (err) {
      log.debug({ err, spaceId }, "a verdict could not be sent");
    }
  }

  const pipeline = createPipeline({
    ...options,
    delivery: createDelivery({
      connection,
      store,
      log,
      isOwnMessage: (sequence, subject, source) => isOwnMessage(manager, sequence, subject, source),
    }),
    checkTarget: createTargetCheck({ manager, db: options.db, spaceId }),
    mentions: createMentionStage(spaceId, options.mentions),
    attachments: createAttachmentStage(options),
    noteFiles(attachments, sequence) {
      const ids = attachments.map(({ id }) => id);
      // The logger notes it too, with the message itself.
      noteSequence(options.db, spaceId, ids, sequence).catch((err: unknown) =>
        log.warn({ err, spaceId, sequence }, "the files of a message could not be noted yet"),
      );
    },
    tell(told) {
      try {
        tellAgents(connection, told);
      } catch (err) {
        log.debug({ err, spaceId }, "mentioned agents could not be told");
      }
    },
    envelopeBytesMax: () => (connection.info?.max_payload ?? 0) - headerBytesMax,
    answer(arrival, verdict) {
      if (arrival.reply !== undefined) reply(arrival.reply, verdict);
      arrival.done?.(verdict);
    },
  });

  function receive(message: Msg): void {
    const route = routes.ofSubject(message.subject);
    if (route) pipeline.take({ route, body: message.data, reply: ownInbox(message.reply, route.inbox) });
    else refuseSubject(message);
  }

  function refuseSubject({ subject, reply: to }: Msg): void {
    const principal = subject.split(".", 2)[1] ?? "";
    const refusal = malformedSubject(subject);
    refusalLog.note(spaceId, principal, refusal);
    const inbox = ownInbox(to, `${inboxPrefix(principal)}.`);
    if (inbox !== undefined) reply(inbox, refused(refusal, undefined));
  }

  const subscription: Subscription = connection.subscribe(ingressWildcard, {
    queue: queueName,
    callback: (error, message) => {
      if (error) log.error({ err: error, spaceId }, "fanout may not read the ingress");
      else receive(message);
    },
  });
  await connection.flush();

  return {
    publish(principal, place, via, body) {
      return new Promise((done) => {
        pipeline.take({ route: routes.ofCaller(principal, place, via), body, done } satisfies Arrival);
      });
    },
    async stop() {
      if (!connection.isClosed()) await Promise.race([subscription.drain(), wait(stopGraceMs)]);
      const giveUpAt = Date.now() + stopGraceMs;
      while (pipeline.held > 0 && !connection.isClosed() && Date.now() < giveUpAt) await wait(20);
      store.close();
      publisher.close();
    },
  };
}

/** Verdicts go to the sender's own inbox alone: Fanout may publish where the sender may not, so it obeys no other address. */
function ownInbox(reply: string | undefined, inbox: string): string | undefined {
  return reply?.startsWith(inbox) ? reply : undefined;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
