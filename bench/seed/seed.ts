import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { fullPlan, planBatches, planGroups, type SeedPlan } from "./plan";
import {
  type FirstKeys,
  insertAgents,
  insertChannels,
  insertGroups,
  insertMemberships,
  reserveKeys,
  setMemberCounts,
} from "./statements";

export const scaleSpaceId = "scale";

/** A world that is there to the last row. */
export interface Seeded {
  plan: SeedPlan;
  first: FirstKeys;
}

export interface SeedProgress {
  start(rows: number): void;
  advance(rows: number): void;
  /** The work that has no rows to count. */
  step(text: string): void;
}

const note = `bench.seed.${scaleSpaceId}`;
const rowsAtOnce = 200_000;
const removedAtOnce = 200_000;

/** What is seeded already; `undefined` when nothing is, or a seeding did not come to its end. */
export async function findSeeded(databaseUrl: string, plan: SeedPlan = fullPlan): Promise<Seeded | undefined> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(`SELECT value FROM "Setting" WHERE name = $1`, [note]);
    const seeded = rows[0]?.value as Seeded | undefined;
    return isDeepStrictEqual(seeded?.plan, plan) ? seeded : undefined;
  });
}

/** The space `scale` holds exactly the plan's agents, groups, memberships and channels; what was in it is removed first. */
export async function seed(databaseUrl: string, progress: SeedProgress, plan: SeedPlan = fullPlan): Promise<Seeded> {
  return withClient(databaseUrl, async (client) => {
    const withoutTriggers = await mayLeaveOutTriggers(client);
    await clear(client, progress, withoutTriggers);
    const groups = planGroups(plan);
    const batches = planBatches(groups, rowsAtOnce);
    await client.query(`INSERT INTO "Space" (id, "displayName") VALUES ($1, 'Scale')`, [scaleSpaceId]);
    const first = await reserveKeys(client, plan);
    progress.start(plan.agents + plan.memberships);
    const write = inTransactions(client, withoutTriggers);
    for (let from = 0; from < plan.agents; from += rowsAtOnce) {
      const to = Math.min(plan.agents, from + rowsAtOnce);
      await write(() => insertAgents(client, { spaceId: scaleSpaceId, firstKey: first.agents, from, to }));
      progress.advance(to - from);
    }
    await write(() => insertGroups(client, { spaceId: scaleSpaceId, firstKey: first.groups, groups }));
    for (const batch of batches) {
      await write(() => insertMemberships(client, { first, plan, groups, batch }));
      progress.advance(batch.rows);
    }
    progress.step("Channels, roles and statistics");
    await write(() => insertChannels(client, { spaceId: scaleSpaceId, first, plan }));
    await setMemberCounts(client, first.groups, groups);
    for (const table of ["Principal", "Membership", "Group", "Channel", "ChannelRole"]) {
      await client.query(`VACUUM (ANALYZE) "${table}"`);
    }
    // What processes have cached of the space is older than this.
    await client.query(`UPDATE "Space" SET revision = revision + 1 WHERE id = $1`, [scaleSpaceId]);
    const seeded: Seeded = { plan, first };
    const value = JSON.stringify(seeded);
    await client.query(`INSERT INTO "Setting" (name, value, "updatedAt") VALUES ($1, $2, now())`, [note, value]);
    return seeded;
  });
}

async function clear(client: Client, progress: SeedProgress, withoutTriggers: boolean): Promise<void> {
  await client.query(`DELETE FROM "Setting" WHERE name = $1`, [note]);
  const { rowCount } = await client.query(`SELECT 1 FROM "Space" WHERE id = $1`, [scaleSpaceId]);
  if (rowCount === 0) return;
  progress.step("Removing what an earlier seeding left");
  const write = inTransactions(client, withoutTriggers);
  const groups = `SELECT key FROM "Group" WHERE "spaceId" = '${scaleSpaceId}'`;
  for (let removed = 1; removed > 0; ) {
    removed = await write(async () => {
      const chosen = `SELECT ctid FROM "Membership" WHERE "groupKey" IN (${groups}) LIMIT ${removedAtOnce}`;
      return (await client.query(`DELETE FROM "Membership" WHERE ctid = ANY(ARRAY(${chosen}))`)).rowCount ?? 0;
    });
  }
  await write(async () => {
    const channels = `SELECT key FROM "Channel" WHERE "spaceId" = '${scaleSpaceId}'`;
    const principals = `SELECT key FROM "Principal" WHERE "spaceId" = '${scaleSpaceId}'`;
    const threads = `SELECT key FROM "Thread" WHERE "channelKey" IN (${channels})`;
    // Dependents first: cascades do not run where triggers are left out, and one by one they take minutes.
    for (const statement of [
      `"ThreadGrant" WHERE "threadKey" IN (${threads})`,
      `"Thread" WHERE "channelKey" IN (${channels})`,
      `"ChannelRole" WHERE "channelKey" IN (${channels})`,
      `"Block" WHERE "channelKey" IN (${channels})`,
      `"AgentKey" WHERE "principalKey" IN (${principals})`,
      `"AgentNkey" WHERE "principalKey" IN (${principals})`,
      `"AgentSubject" WHERE "principalKey" IN (${principals})`,
      `"Credential" WHERE "spaceId" = '${scaleSpaceId}'`,
      `"Channel" WHERE "spaceId" = '${scaleSpaceId}'`,
      `"Group" WHERE "spaceId" = '${scaleSpaceId}'`,
      `"Principal" WHERE "spaceId" = '${scaleSpaceId}'`,
    ]) {
      await client.query(`DELETE FROM ${statement}`);
    }
  });
  await client.query(`DELETE FROM "Space" WHERE id = $1`, [scaleSpaceId]);
}

/** Row triggers (foreign keys, counters) cost most of the time; who may, leaves them out, since the plan keeps what they check. */
async function mayLeaveOutTriggers(client: Client): Promise<boolean> {
  const { rows } = await client.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
  return rows[0]?.rolsuper === true;
}

function inTransactions(client: Client, withoutTriggers: boolean) {
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await client.query("BEGIN");
    try {
      if (withoutTriggers) await client.query("SET LOCAL session_replication_role = replica");
      const result = await work();
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    }
  };
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
