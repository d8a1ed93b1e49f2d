import type { Client } from "pg";
import { type Batch, type GroupPlan, kinds, type SeedPlan } from "./plan";

/** First keys of what was made: rows of a kind have keys that follow one another. */
export interface FirstKeys {
  agents: number;
  groups: number;
  channels: number;
}

/** Takes keys out of the sequences that give them, so that nobody else gets them. */
export async function reserveKeys(client: Client, plan: SeedPlan): Promise<FirstKeys> {
  const reserve = async (table: string, count: number) => {
    const sequence = `pg_get_serial_sequence('"${table}"', 'key')`;
    const { rows } = await client.query(
      `SELECT (setval(${sequence}, nextval(${sequence}) + $1::int) - $1::int)::int AS first`,
      [count],
    );
    return rows[0].first as number;
  };
  return {
    agents: await reserve("Principal", plan.agents),
    groups: await reserve("Group", plan.groups),
    channels: await reserve("Channel", plan.channels),
  };
}

/** Agents by number: an eighth of each kind, some of them online, some never seen, a few switched off. */
export async function insertAgents(
  client: Client,
  input: { spaceId: string; firstKey: number; from: number; to: number },
): Promise<void> {
  await client.query(
    `INSERT INTO "Principal" (key, "spaceId", id, kind, "displayName", "createdAt", "lastSeenAt", connections, "disabledAt")
    SELECT $2 + n, $1, ($5::text[])[1 + n % 8] || '-' || lpad(n::text, 7, '0'), 'agent',
      initcap(($5::text[])[1 + n % 8]) || ' ' || n, now() - make_interval(secs => (n::bigint * 7919) % 31536000),
      CASE WHEN n % 5 < 3 THEN now() - make_interval(secs => (n::bigint * 104729) % 2592000) END,
      CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END, CASE WHEN n % 200 = 7 THEN now() END
    FROM generate_series($3::int, $4::int - 1) n`,
    [input.spaceId, input.firstKey, input.from, input.to, kinds],
  );
}

export async function insertGroups(
  client: Client,
  input: { spaceId: string; firstKey: number; groups: readonly GroupPlan[] },
): Promise<void> {
  await client.query(
    `INSERT INTO "Group" (key, "spaceId", name, description, "createdAt")
    SELECT $2 + n - 1, $1, name, 'Agents of ' || name, now() - make_interval(hours => n::int)
    FROM unnest($3::text[]) WITH ORDINALITY AS planned(name, n)`,
    [input.spaceId, input.firstKey, input.groups.map(({ name }) => name)],
  );
}

export async function insertMemberships(
  client: Client,
  input: { first: FirstKeys; plan: SeedPlan; groups: readonly GroupPlan[]; batch: Batch },
): Promise<void> {
  const { first, plan, groups, batch } = input;
  const of = (read: (group: GroupPlan) => number) =>
    batch.parts.map(({ group }) => {
      const planned = groups[group];
      if (!planned) throw new Error(`there is no group number ${group}`);
      return read(planned);
    });
  await client.query(
    `INSERT INTO "Membership" ("groupKey", "principalKey", "principalId", "joinedAt")
    SELECT part.key, member.key, p.id, now() - make_interval(secs => (member.n::bigint * 15485863) % 31536000)
    FROM unnest($1::int[], $2::int[], $3::int[], $4::bigint[], $5::int[]) AS part(key, lower, upper, stride, shift)
    CROSS JOIN LATERAL (
      SELECT n, ($6 + (n * part.stride + part.shift) % $7)::int AS key FROM generate_series(part.lower, part.upper - 1) n
    ) member
    JOIN "Principal" p ON p.key = member.key
    ORDER BY part.key, member.key`,
    [
      batch.parts.map(({ group }) => first.groups + group),
      batch.parts.map(({ from }) => from),
      batch.parts.map(({ to }) => to),
      of(({ stride }) => stride),
      of(({ offset }) => offset),
      first.agents,
      plan.agents,
    ],
  );
}

/** Triggers keep the sizes, but not where the rows were written without them. */
export async function setMemberCounts(client: Client, firstKey: number, groups: readonly GroupPlan[]): Promise<void> {
  await client.query(
    `UPDATE "Group" g SET "memberCount" = planned.size
    FROM unnest($2::int[]) WITH ORDINALITY AS planned(size, n) WHERE g.key = $1 + planned.n - 1`,
    [firstKey, groups.map(({ size }) => size)],
  );
}

/**
 * Channels with one to four groups, an owner and a moderator held directly and one moderating group; a tenth is public, each
 * fifth has a private thread, and now and then somebody is blocked.
 */
export async function insertChannels(
  client: Client,
  input: { spaceId: string; first: FirstKeys; plan: SeedPlan },
): Promise<void> {
  const { spaceId, first, plan } = input;
  const numbers = [first.channels, plan.channels];
  await client.query(
    `INSERT INTO "Channel" (key, "spaceId", name, topic, visibility, "hasGroups")
    SELECT $2 + n, $1, 'area-' || n % 40 || '.channel-' || lpad(n::text, 4, '0'), 'Channel number ' || n,
      (CASE WHEN n % 10 = 0 THEN 'public' ELSE 'private' END)::"Visibility", n % 20 <> 0
    FROM generate_series(0, $3::int - 1) n`,
    [spaceId, ...numbers],
  );
  await client.query(
    `INSERT INTO "ChannelRole" (id, "channelKey", "groupKey", role, origin)
    SELECT gen_random_uuid(), $1 + n, $3 + (n::bigint * 31 + place * 211) % $4,
      (CASE WHEN place = 3 THEN 'moderator' ELSE 'member' END)::"Role", 'admin'
    FROM generate_series(0, $2::int - 1) n, generate_series(0, n % 4) place WHERE n % 20 <> 0
    ON CONFLICT DO NOTHING`,
    [...numbers, first.groups, plan.groups],
  );
  await client.query(
    `INSERT INTO "ChannelRole" (id, "channelKey", "principalKey", role, origin)
    SELECT gen_random_uuid(), $1 + n, $3 + (n::bigint * 499 + place) % $4,
      (CASE WHEN place = 0 THEN 'owner' ELSE 'moderator' END)::"Role", 'admin'
    FROM generate_series(0, $2::int - 1) n, generate_series(0, 1) place`,
    [...numbers, first.agents, plan.agents],
  );
  await client.query(
    `WITH made AS (
      INSERT INTO "Thread" ("channelKey", name, "isPrivate") SELECT $1 + n, 'review', true
      FROM generate_series(0, $2::int - 1, 5) n RETURNING key
    )
    INSERT INTO "ThreadGrant" ("threadKey", "groupKey") SELECT key, $3 + key % $4 FROM made`,
    [...numbers, first.groups, plan.groups],
  );
  await client.query(
    `INSERT INTO "Block" (id, "channelKey", "principalKey", effect, reason, "createdBy")
    SELECT gen_random_uuid(), $1 + n, $3 + (n::bigint * 7129) % $4, 'access', 'Seeded', 'service:seed'
    FROM generate_series(0, $2::int - 1, 10) n`,
    [...numbers, first.agents, plan.agents],
  );
}
