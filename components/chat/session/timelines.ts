import type { AccessSource } from "@/sdk";
import { type Place, storedSubject } from "@/sdk/protocol/subjects";
import { TimelineStore } from "../timeline/store";
import { isReadRefusal } from "./api-access";

const keptMax = 8;

/** The timelines of a space that were opened last, so that going back to one shows it at once. */
export class Timelines {
  #kept = new Map<string, TimelineStore>();
  #access: AccessSource;

  constructor(access: AccessSource) {
    this.#access = access;
  }

  /** The one timeline of a place; the least recently used other one is forgotten when there are too many. */
  at(place: Place): TimelineStore {
    const key = storedSubject(place);
    const store = this.#kept.get(key) ?? this.#create(place);
    this.#kept.delete(key);
    this.#kept.set(key, store);
    const oldest = this.#kept.size > keptMax ? this.#kept.entries().next().value : undefined;
    if (oldest) {
      this.#kept.delete(oldest[0]);
      oldest[1].close();
    }
    return store;
  }

  /** Begins again where access had ended, now that the rights are others. */
  reopenEnded(): void {
    for (const store of this.#kept.values()) {
      if (store.isOpen && store.getSnapshot().phase.kind === "ended") void store.start();
    }
  }

  close(): void {
    for (const store of this.#kept.values()) store.close();
    this.#kept.clear();
  }

  #create(place: Place): TimelineStore {
    return new TimelineStore({
      place,
      read: (query) => this.#access.readHistory(query),
      isRefusal: isReadRefusal,
      schedule: (flush) => requestAnimationFrame(flush),
    });
  }
}
