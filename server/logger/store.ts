import type { NatsConnection } from "@nats-io/nats-core";
import type { Db } from "@/server/db";
import type { Bus, Logger } from "@/server/kernel";
import type { Claim } from "./claim";
import { isDataError } from "./data-error";
import { holesOf, noteHoles } from "./holes";
import { findMentioned, type Mentioned } from "./mentioned/find-mentioned";
import { tellPeople } from "./mentioned/tell-people";
import { storeRows } from "./repository";
import { lastResortRowOf, type MessageRow, rowOf } from "./stored-form";
import type { StreamEntry } from "./stream-entry";

interface StoreOptions {
  db: Db;
  bus: Bus;
  spaceId: string;
  log: Logger;
  /** Of the space: brings what is for people to them at once. */
  connection?: NatsConnection;
}

/**
 * Stores the entries with whom they are for, and advances the position as `claim` allows, in one transaction. An entry that Postgres refuses is
 * found by halving the batch, and stored in the form it cannot refuse; it never stops the others. Storing again changes
 * nothing. Returns the new position when it advanced.
 */
export async function storeEntries(
  options: StoreOptions,
  entries: readonly StreamEntry[],
  claim: Claim | undefined,
): Promise<number | undefined> {
  const { db, spaceId, log } = options;
  if (claim) await noteHoles(db, spaceId, holesOf(entries, claim));
  try {
    const rows = entries.map(soundRowOf);
    const mentioned = await findMentioned(options, rows);
    const position = await storeRows(db, spaceId, rows, claim, mentioned);
    if (mentioned) announce(options, mentioned, rows);
    return position;
  } catch (error) {
    if (!isDataError(error) || entries.length === 0) throw error;
    const [first] = entries;
    if (first && entries.length === 1) {
      log.warn(
        { spaceId, sequence: first.sequence, subject: first.subject, err: error },
        "stored a message by its bytes alone",
      );
      return storeRows(db, spaceId, [lastResortRowOf(first)], claim);
    }
    const middle = Math.ceil(entries.length / 2);
    await storeEntries(options, entries.slice(0, middle), undefined);
    await storeEntries(options, entries.slice(middle), undefined);
    return storeRows(db, spaceId, [], claim);
  }
}

function announce({ bus, spaceId, log, connection }: StoreOptions, mentioned: Mentioned, rows: readonly MessageRow[]) {
  bus.publish("attention.changed", { spaceId, principals: mentioned.principals });
  try {
    if (connection) tellPeople(connection, mentioned, rows);
  } catch (err) {
    log.debug({ err, spaceId }, "people could not be told of what is for them");
  }
}

function soundRowOf(entry: StreamEntry): MessageRow {
  try {
    return rowOf(entry);
  } catch {
    return lastResortRowOf(entry);
  }
}
