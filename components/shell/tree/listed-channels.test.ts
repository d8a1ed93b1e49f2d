import { expect, test } from "vitest";
import type { ChannelItem } from "@/server/api";
import { listedChannels } from "./listed-channels";

function channel(name: string, state: ChannelItem["state"], canManage = false): ChannelItem {
  return {
    ...{ name, displayName: "", topic: "", visibility: "public", state, enablePersistence: true },
    ...{ canRead: true, canPost: state === "Active", canManage, canModerate: canManage, canCreateThread: true },
    ...{ blockReason: null, threads: [], threadCount: 0 },
  };
}

test("archived channels are listed for those who manage them and for whoever has one open", () => {
  const channels = [
    channel("active", "Active"),
    channel("paused", "Paused"),
    channel("old", "Archived"),
    channel("own", "Archived", true),
  ];
  const names = (open?: string) => listedChannels(channels, open).map(({ name }) => name);
  expect(names()).toEqual(["active", "paused", "own"]);
  expect(names("old")).toEqual(["active", "paused", "old", "own"]);
});
