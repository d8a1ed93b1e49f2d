import type { Page } from "@playwright/test";
import { permalinkOf } from "@/components/chat/permalink";
import type { Session } from "@/sdk";
import { untilLive } from "./connection";
import type { Scene } from "./scene";
import { expect, test } from "./test";

interface Stage {
  channel: string;
  agent: Session;
  page: Page;
}

/** A channel with an agent in it and a person who looks at it. */
async function stageOf(
  scene: Scene,
  signedIn: (person: { email: string; password: string; principal: string }) => Promise<Page>,
) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("worker", [group]);
  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  await page.goto(permalinkOf(scene.spaceId, { channel }, undefined));
  await untilLive(page);
  return { channel, agent, page } satisfies Stage;
}

test("a tool's result arrives in the card of its call, and nothing moves", async ({ scene, signedIn }) => {
  const { agent, channel, page } = await stageOf(scene, signedIn);
  const handle = agent.channel(channel);
  const call = await handle.publish({
    type: "tool.call",
    payload: { data: { callId: "c1", name: "search", arguments: { query: "pump 1" } } },
  });
  const card = page.locator(`article[data-message="${call.id}"]`);
  await expect(card).toContainText("running");
  const before = await card.boundingBox();
  const result = await handle.publish({
    type: "tool.result",
    payload: { data: { callId: "c1", output: { rows: 3 } } },
  });
  await expect(card).toContainText("result");
  await expect(card).toContainText("rows: 3");
  await expect(card).not.toContainText("running");
  await expect(page.locator(`[data-message="${result.id}"][data-sequence="${result.sequence}"]`)).toHaveCount(1);
  await expect(page.locator("article[data-message]")).toHaveCount(1);
  expect((await card.boundingBox())?.height).toBe(before?.height);

  const failing = await handle.publish({ type: "tool.call", payload: { data: { name: "open", input: "/etc" } } });
  await handle.publish({ type: "tool.result", causationId: failing.id, payload: { data: { error: "no such file" } } });
  const failed = page.locator(`article[data-message="${failing.id}"]`);
  await expect(failed).toContainText("failed");
  await failed.getByRole("button", { name: /failed/ }).click();
  await expect(failed.getByText("no such file", { exact: true })).toBeVisible();
});

test("a task's card follows its progress, and keeps what came before", async ({ scene, signedIn }) => {
  const { agent, channel, page } = await stageOf(scene, signedIn);
  const handle = agent.channel(channel);
  const correlationId = scene.unique("task");
  const tell = (data: object) => handle.publish({ type: "task", correlationId, payload: { data } });
  const first = await tell({ title: "Index the manuals", state: "running", percent: 20, steps: ["read", "write"] });
  const card = page.locator(`article[data-message="${first.id}"]`);
  await expect(card.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "20");
  const second = await tell({ percent: 60 });
  await expect(card.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "60");
  await tell({ state: "failed", error: { message: "disk full" } });
  await expect(card).toContainText("failed");
  await expect(card).toContainText("disk full");
  await expect(page.locator("[data-message]")).toHaveCount(3);
  await expect(page.locator("article[data-message]")).toHaveCount(1);
  await card.getByRole("button", { name: "2 updates" }).click();
  await expect(card.locator(`[data-message="${second.id}"]`)).toContainText("60 %");
});

test("errors stand out, and unknown types show their data", async ({ scene, signedIn }) => {
  const { agent, channel, page } = await stageOf(scene, signedIn);
  const handle = agent.channel(channel);
  const data = { name: "TimeoutError", message: "No answer in 30 s", stack: "at pump.ts:12\n  at main.ts:3" };
  await handle.publish({ type: "search.error", payload: { data } });
  await handle.publish({ type: "acme.order", payload: { data: { order: 7, items: [1, 2] } } });
  const error = page.locator("article [data-error]");
  await expect(error).toContainText("TimeoutError");
  await expect(error).toContainText("No answer in 30 s");
  await error.getByRole("button", { name: "Trace" }).click();
  await expect(error.locator("pre")).toContainText("at pump.ts:12");
  const order = page.locator("article").filter({ hasText: "acme.order" });
  await expect(order.getByText("order", { exact: true })).toBeVisible();
  await expect(order.getByText("2", { exact: true })).toBeVisible();
});

test("a text grows while it is written, is stored once and takes its place without a jump", async ({
  scene,
  signedIn,
}) => {
  const { agent, channel, page } = await stageOf(scene, signedIn);
  const handle = agent.channel(channel);
  const before = await handle.publish("before");
  await expect(page.locator(`article[data-message="${before.id}"]`)).toBeVisible();
  const stream = handle.stream();
  const words = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `Word ${from + index} of the **report**.\n\n`).join("");
  stream.write(words(0, 20));
  const row = page.locator(`article[data-message="${stream.id}"]`);
  await expect(row).toContainText("Word 19 of the report");
  await expect(row).toHaveAttribute("aria-busy", "true");
  stream.write(words(20, 60));
  await expect(row).toContainText("Word 59 of the report");
  expect(await row.getAttribute("data-sequence")).toBeNull();
  const lastLine = () => row.getByText("Word 59").evaluate((line) => line.getBoundingClientRect().bottom);
  const growing = { height: (await row.boundingBox())?.height, bottom: await lastLine() };
  const stored = await stream.end();
  await expect(row).toHaveAttribute("data-sequence", `${stored.sequence}`);
  await expect(row).not.toHaveAttribute("aria-busy");
  expect({ height: (await row.boundingBox())?.height, bottom: await lastLine() }).toEqual(growing);
  await row.getByRole("button", { name: "Show less" }).click();
  await expect(row.getByText("Word 59")).toHaveCount(0);
  const history = await handle.history({ limit: 10 });
  expect(history.messages.map(({ envelope }) => envelope.type)).toEqual(["text", "text"]);
});

test("who joins late sees what comes and then the whole, and what its writer gives up is marked", async ({
  scene,
  signedIn,
}) => {
  const { agent, channel, page } = await stageOf(scene, signedIn);
  const handle = agent.channel(channel);
  await handle.publish("before");
  const stream = handle.stream();
  stream.write("The first half. ");
  const row = page.locator(`article[data-message="${stream.id}"]`);
  await expect(row).toContainText("The first half.");
  await page.reload();
  await untilLive(page);
  await expect(async () => {
    stream.write("And more. ");
    await expect(row).toContainText("And more.", { timeout: 1_000 });
  }).toPass();
  await stream.end();
  await expect(row).toContainText("The first half. And more.");
  await expect(row).toHaveAttribute("data-sequence", /\d+/);

  const given = handle.stream();
  given.write("I will now");
  const stopped = page.locator(`article[data-message="${given.id}"]`);
  await expect(stopped).toContainText("I will now");
  given.cancel();
  await expect(stopped).toContainText("Stopped");
  await expect(stopped).toHaveAttribute("aria-busy", "false");
});
