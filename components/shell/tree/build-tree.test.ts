import { expect, test } from "vitest";
import type { ChannelItem } from "@/server/api";
import { buildTree, type TreeNode } from "./build-tree";

function channel(name: string, displayName = ""): ChannelItem {
  return {
    name,
    displayName,
    topic: "",
    visibility: "private",
    state: "Active",
    enablePersistence: true,
    canRead: true,
    canPost: true,
    blockReason: null,
    canManage: false,
    canModerate: false,
    canCreateThread: false,
    threads: [],
    threadCount: 0,
  };
}

function outline(nodes: TreeNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.label}${node.channel ? "" : "/"}`,
    ...outline(node.children, `${indent}  `),
  ]);
}

test("dots make levels, and a channel may have channels below it", () => {
  const tree = buildTree(["sensors", "sensors.temperature", "sensors.anomaly.eu", "general"].map((n) => channel(n)));
  expect(outline(tree)).toEqual(["general", "sensors", "  anomaly.eu", "  temperature"]);
});

test("a level without a channel is a folder, joined with its only child", () => {
  const tree = buildTree(["ops.alerts", "lab.east.one", "lab.east.two"].map((n) => channel(n)));
  expect(outline(tree)).toEqual(["lab.east/", "  one", "  two", "ops.alerts"]);
});

test("a display name stands in place of the last part of the name, and numbers sort as numbers", () => {
  const tree = buildTree([channel("team.n10"), channel("team.n9"), channel("team.x", "About us")]);
  expect(outline(tree)).toEqual(["team/", "  About us", "  n9", "  n10"]);
});
