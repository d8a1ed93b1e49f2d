import type { Msg, NatsConnection, QueuedIterator, Status } from "@nats-io/nats-core";
import { type AnnouncerOptions, announce } from "./announcer";
import { Attendance, type Attendee } from "./attendance";
import { type ClientEvent, readClientEvent, type ServerConnection } from "./client-event";
import { findAttendees, listConnected } from "./repository";
import { readSnapshot } from "./snapshot";

export interface PresenceOptions extends AnnouncerOptions {
  /** A connection to the system account. */
  system: NatsConnection;
  /** How long somebody may be gone before it counts, so that a reload or a renewed credential shows nowhere. */
  graceMs?: number;
}

type Turn = ClientEvent | { kind: "snapshot"; connections: ServerConnection[] } | { kind: "due"; attendee: Attendee };

const graceMsDefault = 2_000;
const snapshotMs = 120_000;
const retryMs = 2_000;

/**
 * Keeps `Principal.connections` and `lastSeenAt` true and announces each change, for agents and people alike: from
 * nats-server's own events, and from a look at all connections at the start, after each reconnection and now and then.
 */
export async function startPresence(options: PresenceOptions): Promise<{ stop(): Promise<void> }> {
  const { system, log, db } = options;
  const attendance = new Attendance();
  const announced = new Map<number, number>();
  let turns: Turn[] = [];
  /** What happened since the snapshot that is being taken began; it may or may not be in it. */
  let meanwhile: ClientEvent[] | undefined;
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  const timers = new Set<NodeJS.Timeout>();

  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  function take(turn: Turn): void {
    if (isStopped) return;
    if (turns.push(turn) > 1) return;
    work = work.then(workThrough);
  }

  async function workThrough(): Promise<void> {
    const batch = turns;
    turns = [];
    try {
      await handle(batch);
    } catch (error) {
      log.warn({ err: error }, "presence could not be brought up to date; it tries again");
      // Nothing of the batch is lost by looking at everything anew.
      later(retryMs, () => void lookAtAll());
    }
  }

  async function handle(batch: readonly Turn[]): Promise<void> {
    const wanted = batch.flatMap((turn) => {
      if (turn.kind === "snapshot") return turn.connections;
      return turn.kind === "connected" ? [turn] : [];
    });
    const attendees = wanted.length > 0 ? await findAttendees(db, wanted) : new Map<string, Attendee>();
    const concerned = new Map<number, Attendee>();
    for (const turn of batch) {
      for (const attendee of apply(turn, attendees)) concerned.set(attendee.key, attendee);
    }
    if (batch.some(({ kind }) => kind === "snapshot")) {
      for (const { connections, ...attendee } of await listConnected(db)) {
        announced.set(attendee.key, connections);
        concerned.set(attendee.key, attendee);
      }
    }
    const isDue = new Set(batch.flatMap((turn) => (turn.kind === "due" ? [turn.attendee.key] : [])));
    await tell([...concerned.values()], isDue);
  }

  function apply(turn: Turn, attendees: ReadonlyMap<string, Attendee>): Attendee[] {
    switch (turn.kind) {
      case "due":
        return [turn.attendee];
      case "disconnected": {
        const attendee = attendance.remove(turn.id);
        return attendee ? [attendee] : [];
      }
      case "connected": {
        const attendee = attendees.get(turn.publicKey);
        if (attendee) attendance.add(turn.id, attendee);
        return attendee ? [attendee] : [];
      }
      case "snapshot": {
        const present = new Map<string, Attendee>();
        for (const { id, publicKey } of turn.connections) {
          const attendee = attendees.get(publicKey);
          if (attendee) present.set(id, attendee);
        }
        return attendance.replace(present);
      }
    }
  }

  async function tell(concerned: readonly Attendee[], isDue: ReadonlySet<number>): Promise<void> {
    const changes: (Attendee & { connections: number })[] = [];
    for (const attendee of concerned) {
      const connections = attendance.countOf(attendee);
      if (connections === (announced.get(attendee.key) ?? 0)) continue;
      if (connections > 0 || isDue.has(attendee.key)) changes.push({ ...attendee, connections });
      else later(options.graceMs ?? graceMsDefault, () => take({ kind: "due", attendee }));
    }
    if (changes.length === 0) return;
    await announce(options, changes);
    for (const { key, connections } of changes) {
      if (connections > 0) announced.set(key, connections);
      else announced.delete(key);
    }
  }

  async function lookAtAll(): Promise<void> {
    if (isStopped || meanwhile) return;
    meanwhile = [];
    try {
      const connections = await readSnapshot(system);
      if (connections) {
        take({ kind: "snapshot", connections });
        for (const event of meanwhile) take(event);
      } else later(retryMs, () => void lookAtAll());
    } catch (error) {
      log.warn({ err: error }, "the connections could not be listed; presence tries again");
      later(retryMs, () => void lookAtAll());
    } finally {
      meanwhile = undefined;
    }
  }

  const callback = (error: Error | null, message: Msg) => {
    const event = error ? undefined : readClientEvent(message);
    if (!event) return;
    meanwhile?.push(event);
    take(event);
  };
  const subscriptions = ["CONNECT", "DISCONNECT"].map((what) =>
    system.subscribe(`$SYS.ACCOUNT.*.${what}`, { callback }),
  );
  const statuses = system.status() as QueuedIterator<Status>;
  void (async () => {
    for await (const { type } of statuses) if (type === "reconnect") void lookAtAll();
  })();
  const periodic = setInterval(() => void lookAtAll(), snapshotMs);
  await lookAtAll();
  await work;

  return {
    async stop() {
      isStopped = true;
      clearInterval(periodic);
      for (const timer of timers) clearTimeout(timer);
      statuses.stop();
      if (!system.isClosed()) for (const subscription of subscriptions) subscription.unsubscribe();
      await work;
    },
  };
}
