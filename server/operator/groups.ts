import type { Db } from "@/server/db";
import type { World } from "./world";

/** Looks whether groups that resources name came or went, and asks for another look at just those resources. */
export interface GroupWatch {
  look(spaceId: string): Promise<void>;
}

interface Naming {
  groups: readonly string[];
  enqueue: () => void;
}

export function createGroupWatch(world: World): GroupWatch {
  const known = new Map<string, Set<string>>();

  function namingsOf(spaceId: string): Naming[] {
    const channels = world.channels.list(spaceId).map(({ metadata, spec }) => ({
      groups: spec.authorizedGroups ?? [],
      enqueue: () => world.enqueue.channel(spaceId, metadata.name),
    }));
    const threads = world.threads.list(spaceId).map(({ metadata, spec }) => ({
      groups: spec.participantsGroups ?? [],
      enqueue: () => world.enqueue.thread(spaceId, metadata.name),
    }));
    return [...channels, ...threads].filter(({ groups }) => groups.length > 0);
  }

  return {
    async look(spaceId) {
      const namings = namingsOf(spaceId);
      const named = [...new Set(namings.flatMap(({ groups }) => groups))];
      const present = new Set(await listGroupNames(world.db, spaceId, named));
      const before = known.get(spaceId);
      known.set(spaceId, present);
      for (const { groups, enqueue } of namings) {
        if (before === undefined || groups.some((group) => before.has(group) !== present.has(group))) enqueue();
      }
    },
  };
}

async function listGroupNames(db: Db, spaceId: string, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db.group.findMany({ where: { spaceId, name: { in: names } }, select: { name: true } });
  return rows.map(({ name }) => name);
}
