import type { ServiceContext } from "@/server/db";
import { changePolicy } from "../change";
import { deleteEnded, selectChannelsOfEnded } from "./repository";
import { viewOfBlock } from "./view";

const channelsAtOnce = 100;
const blocksAtOnce = 1_000;
const everyMsDefault = 2_000;

/**
 * Removes the blocks that have ended and announces it, so that clients ask again for what they may do. They count no more
 * already, swept or not. Returns how many there were.
 */
export async function sweepBlocks(ctx: ServiceContext): Promise<number> {
  let removed = 0;
  for (;;) {
    const channels = await selectChannelsOfEnded(ctx.db, channelsAtOnce);
    for (const { key, spaceId, name } of channels) {
      const { result } = await changePolicy(
        ctx,
        { spaceId, verb: "channel.unblock", target: `channel:${name}` },
        async (tx) => {
          const blocks = (await deleteEnded(tx, key, blocksAtOnce)).map(viewOfBlock);
          const principals = blocks.flatMap(({ holder }) => ("principal" in holder ? [holder.principal] : []));
          return {
            result: blocks.length,
            isChanged: blocks.length > 0,
            before: { blocks },
            ...(principals.length === blocks.length && { principals }),
          };
        },
      );
      removed += result;
    }
    if (channels.length === 0) return removed;
  }
}

/** Sweeps every two seconds until stopped; one process of the installation is enough, several do no harm. */
export function startBlockSweep(options: Omit<ServiceContext, "actor"> & { everyMs?: number }): {
  stop(): Promise<void>;
} {
  const ctx: ServiceContext = { ...options, actor: { kind: "service", name: "policy" } };
  let isRunning = false;
  let running: Promise<void> = Promise.resolve();
  const sweep = async () => {
    isRunning = true;
    try {
      await sweepBlocks(ctx);
    } catch (err) {
      options.log.warn({ err }, "ended blocks could not be removed; the next sweep tries again");
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => {
    if (!isRunning) running = sweep();
  }, options.everyMs ?? everyMsDefault);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
