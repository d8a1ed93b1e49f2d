/** A principal as presence keeps it. */
export interface Attendee {
  /** `Principal.key`. */
  key: number;
  spaceId: string;
  id: string;
}

/** One connection to one server: `<server id>/<connection id>`. */
export type ConnectionId = string;

/**
 * Who is connected how many times. Adding and removing the same connection again changes nothing, so a snapshot and the
 * events around it may overlap.
 */
export class Attendance {
  readonly #connections = new Map<ConnectionId, Attendee>();
  readonly #counts = new Map<number, number>();

  countOf(attendee: Attendee): number {
    return this.#counts.get(attendee.key) ?? 0;
  }

  add(id: ConnectionId, attendee: Attendee): void {
    if (this.#connections.has(id)) return;
    this.#connections.set(id, attendee);
    this.#counts.set(attendee.key, this.countOf(attendee) + 1);
  }

  /** Returns whose connection it was, if it was anybody's. */
  remove(id: ConnectionId): Attendee | undefined {
    const attendee = this.#connections.get(id);
    if (!attendee) return undefined;
    this.#connections.delete(id);
    const count = this.countOf(attendee) - 1;
    if (count > 0) this.#counts.set(attendee.key, count);
    else this.#counts.delete(attendee.key);
    return attendee;
  }

  /** Leaves exactly these connections. Returns everybody who had or has one. */
  replace(connections: ReadonlyMap<ConnectionId, Attendee>): Attendee[] {
    const concerned = new Map<number, Attendee>();
    for (const [id, attendee] of [...this.#connections]) {
      concerned.set(attendee.key, attendee);
      if (!connections.has(id)) this.remove(id);
    }
    for (const [id, attendee] of connections) {
      concerned.set(attendee.key, attendee);
      this.add(id, attendee);
    }
    return [...concerned.values()];
  }
}
