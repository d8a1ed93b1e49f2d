import { type AnnouncerOptions, announce } from "./announcer";
import { Attendance, type Attendee } from "./attendance";
import type { ClientEvent, ServerConnection } from "./client-event";
import { findAttendees, listConnected } from "./repository";

/** What presence learns, in the order it learns it; `due` is somebody whose grace is over. */
export type Turn =
  | ClientEvent
  | { kind: "snapshot"; connections: ServerConnection[] }
  | { kind: "due"; attendee: Attendee };

interface PresenceWorkings extends AnnouncerOptions {
  graceMs: number;
  /** Called when turns were lost to a failure: only a new snapshot makes up for them. */
  onLost(): void;
}

/**
 * Turns what nats-server tells into numbers of connections that are written down and announced. Turns that arrive while
 * others are worked on are taken together.
 */
export class Presence {
  readonly #workings: PresenceWorkings;
  readonly #attendance = new Attendance();
  /** Principals' numbers of connections as last announced; 0 is left out. */
  readonly #announced = new Map<number, number>();
  readonly #graces = new Set<NodeJS.Timeout>();
  #turns: Turn[] = [];
  #work: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(workings: PresenceWorkings) {
    this.#workings = workings;
  }

  take(turn: Turn): void {
    if (this.#isStopped) return;
    if (this.#turns.push(turn) === 1) this.#work = this.#work.then(() => this.#workThrough());
  }

  /** Resolves when everything taken so far is announced. */
  settled(): Promise<void> {
    return this.#work;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const grace of this.#graces) clearTimeout(grace);
    await this.#work;
  }

  async #workThrough(): Promise<void> {
    const turns = this.#turns;
    this.#turns = [];
    try {
      const concerned = await this.#apply(turns);
      const due = new Set(turns.flatMap((turn) => (turn.kind === "due" ? [turn.attendee.key] : [])));
      await this.#announce(concerned, due);
    } catch (error) {
      this.#workings.log.warn({ err: error }, "presence could not be brought up to date; it starts over");
      if (!this.#isStopped) this.#workings.onLost();
    }
  }

  /** Returns everybody whose number may have changed. */
  async #apply(turns: readonly Turn[]): Promise<Attendee[]> {
    const { db } = this.#workings;
    const arrivals = turns.flatMap((turn) => {
      if (turn.kind === "snapshot") return turn.connections;
      return turn.kind === "connected" ? [turn] : [];
    });
    const attendees = arrivals.length > 0 ? await findAttendees(db, arrivals) : new Map<string, Attendee>();
    const concerned = new Map<number, Attendee>();
    for (const turn of turns) {
      for (const attendee of this.#applyOne(turn, attendees)) concerned.set(attendee.key, attendee);
    }
    if (turns.some(({ kind }) => kind === "snapshot")) {
      for (const { connections, ...attendee } of await listConnected(db)) {
        this.#announced.set(attendee.key, connections);
        concerned.set(attendee.key, attendee);
      }
    }
    return [...concerned.values()];
  }

  #applyOne(turn: Turn, attendees: ReadonlyMap<string, Attendee>): Attendee[] {
    switch (turn.kind) {
      case "due":
        return [turn.attendee];
      case "disconnected": {
        const attendee = this.#attendance.remove(turn.id);
        return attendee ? [attendee] : [];
      }
      case "connected": {
        const attendee = attendees.get(turn.publicKey);
        if (attendee) this.#attendance.add(turn.id, attendee);
        return attendee ? [attendee] : [];
      }
      case "snapshot":
        return this.#attendance.replace(
          new Map(
            turn.connections.flatMap(({ id, publicKey }) => {
              const attendee = attendees.get(publicKey);
              return attendee ? [[id, attendee] as const] : [];
            }),
          ),
        );
    }
  }

  /** Announces the numbers that changed; that somebody has gone only when `due`. */
  async #announce(concerned: readonly Attendee[], due: ReadonlySet<number>): Promise<void> {
    const changes = concerned
      .map((attendee) => ({ ...attendee, connections: this.#attendance.countOf(attendee) }))
      .filter(({ key, connections }) => connections !== (this.#announced.get(key) ?? 0));
    const isReady = (change: (typeof changes)[number]) => change.connections > 0 || due.has(change.key);
    const ready = changes.filter(isReady);
    for (const change of changes) if (!isReady(change)) this.#grant(change);
    if (ready.length === 0) return;
    await announce(this.#workings, ready);
    for (const { key, connections } of ready) {
      if (connections > 0) this.#announced.set(key, connections);
      else this.#announced.delete(key);
    }
  }

  /** Time to come back before it counts. */
  #grant({ key, spaceId, id }: Attendee): void {
    if (this.#isStopped) return;
    const grace = setTimeout(() => {
      this.#graces.delete(grace);
      this.take({ kind: "due", attendee: { key, spaceId, id } });
    }, this.#workings.graceMs);
    this.#graces.add(grace);
  }
}
