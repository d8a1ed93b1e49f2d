import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { searchTextOf, tagsOf } from "@/sdk/filter";
import type { Envelope } from "@/sdk/protocol";
import type { SeedProgress } from "../seed/seed";
import { drawsFrom, fullPlan, type HistoryPlan, makeSentences, makeWords, historySpaceId as spaceId } from "./plan";
import { insertMessages, insertPlaces, insertRest, insertSentences, insertWords, tools } from "./statements";

const note = `bench.history.${spaceId}`;
/** Raised when what is filled in changes, so that it is made anew. */
const edition = 1;
const rowsAtOnce = 100_000;
const samples = 500;

/** Whether the history is there to the last message. */
export async function isFilled(databaseUrl: string, plan: HistoryPlan = fullPlan): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(`SELECT value FROM "Setting" WHERE name = $1`, [note]);
    return isDeepStrictEqual(rows[0]?.value, { ...plan, edition });
  });
}

/** The space `history` holds exactly the plan's messages; what was in it is removed first. */
export async function fill(databaseUrl: string, progress: SeedProgress, plan: HistoryPlan = fullPlan): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await clear(client, progress);
    const words = makeWords(plan.words);
    await insertPlaces(client, plan);
    await insertSentences(client, makeSentences(words, plan.sentences));
    const { rows } = await client.query(`SELECT EXISTS (SELECT FROM "Message") AS "hasOthers"`);
    // Building an index at the end takes a fraction of the time; but not while others use it.
    const restoreIndexes = rows[0].hasOthers ? async () => undefined : await dropIndexes(client, progress);
    progress.start(plan.messages);
    for (let from = 1; from <= plan.messages; from += rowsAtOnce) {
      const to = Math.min(plan.messages + 1, from + rowsAtOnce);
      await insertMessages(client, plan, { from, to });
      progress.advance(to - from);
    }
    await checkSamples(client, plan);
    await restoreIndexes();
    progress.step("Words and redactions");
    await insertWords(client, plan, words);
    await insertRest(client, plan);
    progress.step("Statistics");
    for (const table of ["Message", "SearchWord", "Redaction", "Channel", "Thread"]) {
      await client.query(`VACUUM (ANALYZE) "${table}"`);
    }
    await client.query(`INSERT INTO "Setting" (name, value, "updatedAt") VALUES ($1, $2, now())`, [
      note,
      JSON.stringify({ ...plan, edition }),
    ]);
  });
}

async function clear(client: Client, progress: SeedProgress): Promise<void> {
  await client.query(`DELETE FROM "Setting" WHERE name = $1`, [note]);
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM "Message" WHERE "spaceId" = $1) AS "isThere", EXISTS (SELECT FROM "Message" WHERE "spaceId" <> $1) AS "hasOthers"`,
    [spaceId],
  );
  if (rows[0].isThere) {
    progress.step("Removing what an earlier filling left");
    await client.query(
      rows[0].hasOthers ? `DELETE FROM "Message" WHERE "spaceId" = '${spaceId}'` : `TRUNCATE "Message"`,
    );
  }
  for (const table of ["SearchWord", "Redaction", "LoggerPosition"]) {
    await client.query(`DELETE FROM "${table}" WHERE "spaceId" = $1`, [spaceId]);
  }
  await client.query(`DELETE FROM "Space" WHERE id = $1`, [spaceId]);
}

/** Drops all but the primary key; what is returned makes them again. */
async function dropIndexes(client: Client, progress: SeedProgress): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename = 'Message' AND indexname <> 'Message_pkey'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return async () => {
    for (const { name, definition } of rows) {
      progress.step(`Index ${name}`);
      await client.query("SET maintenance_work_mem = '1GB'");
      await client.query(definition);
    }
  };
}

/** Throws unless what is stored beside envelopes is what the logger stores. */
async function checkSamples(client: Client, plan: HistoryPlan): Promise<void> {
  const draw = drawsFrom(3);
  const sequences = Array.from({ length: samples }, () => 1 + Math.floor(draw() * plan.messages));
  const { rows } = await client.query<{ sequence: string; text: string; tags: string[]; envelope: Envelope }>(
    `SELECT sequence, text, tags, envelope FROM "Message" WHERE "spaceId" = $1 AND sequence = ANY($2::bigint[])`,
    [spaceId, sequences],
  );
  for (const { sequence, text, tags, envelope } of rows) {
    const expected = { text: searchTextOf(envelope), tags: tagsOf(envelope).sort() };
    if (isDeepStrictEqual({ text, tags: [...tags].sort() }, expected)) continue;
    throw new Error(
      `message ${sequence} is stored as ${JSON.stringify({ text, tags })}, not ${JSON.stringify(expected)}`,
    );
  }
  if (rows.length === 0 || tools.length === 0) throw new Error("nothing was stored");
}

async function withClient<Result>(databaseUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
