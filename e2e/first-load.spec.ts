import type { CDPSession } from "@playwright/test";
import { untilLive } from "./connection";
import { expect, test } from "./test";

/** Compressed JavaScript, in bytes as they came over the wire: what the page needs to be used, and with what it fetches by itself once it is. */
const firstLoadBytesMax = 250_000;
const quietBytesMax = 360_000;

/** Bytes of each script that came, by address. */
async function watchScripts(cdp: CDPSession): Promise<Map<string, number>> {
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  const addresses = new Map<string, string>();
  const bytes = new Map<string, number>();
  cdp.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") addresses.set(requestId, response.url);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId);
    if (address) bytes.set(address, encodedDataLength);
  });
  return bytes;
}

test("a channel is there with a quarter of a megabyte of JavaScript, compressed when it was built", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  await agent.channel(channel).publish("A **bold** word, a [link](https://example.org) and `code`.");
  const page = await signedIn(await scene.person("reader", { groups: [group] }));
  const bytes = await watchScripts(await page.context().newCDPSession(page));
  const path = `/s/${scene.spaceId}/c/${channel}`;
  const encodings = new Set<string | undefined>();
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) encodings.add(response.headers()["content-encoding"]);
  });
  const document = await (await page.goto(path))?.text();
  await expect(page.getByText("bold", { exact: true })).toBeVisible();
  await untilLive(page);
  await page.waitForLoadState("networkidle");

  const all = [...bytes].map(([address, size]) => ({ name: new URL(address).pathname, size }));
  const first = all.filter(({ name }) => document?.includes(name));
  const sum = (scripts: typeof all) => scripts.reduce((total, { size }) => total + size, 0);
  test.info().annotations.push({ type: "first load", description: `${sum(first)} of ${sum(all)} bytes` });
  expect(first.length).toBeGreaterThan(5);
  expect([...encodings]).toEqual(["br"]);
  expect(sum(first), "what the page names").toBeLessThanOrEqual(firstLoadBytesMax);
  expect(sum(all), "with the live connection and markdown").toBeLessThanOrEqual(quietBytesMax);
});
