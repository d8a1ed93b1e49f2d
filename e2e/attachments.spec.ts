import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./test";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#2a6f4e" } })
    .composite([{ input: { text: { text: "Pump 3", rgba: true, dpi: 300 } } }])
    .png()
    .toBuffer();

interface GivenFile {
  name: string;
  type: string;
  content: Buffer;
}

/** Puts files into the page as the clipboard or a drag would. */
async function give(page: Page, event: "paste" | "drop", selector: string, files: GivenFile[]): Promise<void> {
  const given = files.map(({ content, ...file }) => ({ ...file, base64: content.toString("base64") }));
  await page.locator(selector).evaluate(
    (target, { kind, sent }) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of sent) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      const options = { bubbles: true, cancelable: true };
      if (kind === "paste") target.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: transfer }));
      else
        for (const type of ["dragover", "drop"])
          target.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: transfer }));
    },
    { kind: event, sent: given },
  );
}

const composerOf = (page: Page) => page.getByRole("textbox", { name: /^Message #/ });

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await untilLive(page);
}

test("an image is pasted and a file dropped; others see and download them, outsiders get nothing", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const path = `/s/${scene.spaceId}/c/${channel}`;
  const ann = await signedIn(await scene.person("ann", { groups: [group] }));
  await open(ann, path);
  const bob = await signedIn(await scene.person("bob", { groups: [group] }));
  await open(bob, path);
  const eve = await signedIn(await scene.person("eve"));

  const shot = await photo(1_600, 900);
  const report = Buffer.from("time,celsius\n1,37.2\n");
  await give(ann, "paste", "textarea", [{ name: "pump 3.png", type: "image/png", content: shot }]);
  const files = ann.getByRole("list", { name: "Files to send" });
  await expect(files.getByText("pump 3.png")).toBeVisible({ timeout: 30_000 });
  await give(ann, "drop", "textarea", [{ name: "readings.csv", type: "text/csv", content: report }]);
  await expect(files.locator("li[data-state=ready]")).toHaveCount(2, { timeout: 30_000 });
  await expectAccessible(ann, "the field with files");
  await composerOf(ann).fill("What the pump says");
  await composerOf(ann).press("Enter");
  await expect(files).toBeHidden();

  const row = bob.locator("article", { hasText: "What the pump says" });
  const image = row.getByRole("img", { name: /^pump 3\.png, image, 1600 by 900 pixels$/ });
  await expect(image).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(800);
  const address = await image.evaluate((one: HTMLImageElement) => one.currentSrc.replace("?thumbnail", ""));
  const card = row.getByRole("link", { name: "Download readings.csv" });
  const [download] = await Promise.all([bob.waitForEvent("download"), card.click()]);
  expect(download.suggestedFilename()).toBe("readings.csv");
  expect((await readFile(await download.path())).equals(report)).toBe(true);
  await expectAccessible(bob, "a message with files");

  const opener = row.getByRole("button", { name: "Look at pump 3.png" });
  await opener.click();
  const lightbox = bob.getByRole("dialog");
  await expect(lightbox.getByRole("img")).toBeVisible();
  await expect.poll(() => lightbox.getByRole("img").evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1_600);
  await expectAccessible(bob, "an image opened");
  await bob.keyboard.press("Escape");
  await expect(lightbox).toBeHidden();
  await expect(opener).toBeFocused();

  for (const query of ["", "?thumbnail", "?original"]) {
    expect((await eve.request.get(`${address}${query}`)).status()).toBe(404);
  }
  const answer = await bob.request.get(address);
  expect((await answer.body()).equals(shot)).toBe(true);
  expect(answer.headers()).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
  const again = await bob.request.get(address, { headers: { "if-none-match": answer.headers()["etag"] ?? "" } });
  expect(again.status()).toBe(304);
});

test("a file shows how far it is, says why it is refused, and can be tried again or taken out", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  const files = page.getByRole("list", { name: "Files to send" });
  const picker = page.locator("input[type=file]");

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/attachments/**", async (route) => {
    await held;
    await route.continue();
  });
  await picker.setInputFiles({
    name: "big.bin",
    mimeType: "application/octet-stream",
    buffer: Buffer.alloc(300_000, 7),
  });
  await expect(files.getByRole("progressbar", { name: "Upload of big.bin" })).toBeVisible({ timeout: 30_000 });
  await composerOf(page).fill("with a file");
  await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
  release();
  await expect(files.locator("li[data-state=ready]")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
  await page.unroute("**/api/attachments/**");

  await picker.setInputFiles([
    { name: "setup.exe", mimeType: "image/png", buffer: Buffer.from(`MZ${"\0".repeat(100)}`) },
    { name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    { name: "huge.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(26_300_000) },
  ]);
  await expect(files.getByRole("alert").filter({ hasText: "setup.exe was not uploaded" })).toContainText("type");
  await expect(files.getByRole("alert").filter({ hasText: "nothing.txt was not uploaded" })).toContainText("empty");
  await expect(files.getByRole("alert").filter({ hasText: "huge.bin was not uploaded" })).toContainText("at most");
  for (const name of ["setup.exe", "nothing.txt", "huge.bin"]) {
    await files.getByRole("button", { name: `Remove ${name}` }).click();
  }

  await page.route("**/api/attachments/**", (route) => route.abort());
  await picker.setInputFiles({ name: "late.txt", mimeType: "text/plain", buffer: Buffer.from("late") });
  await expect(files.getByRole("alert")).toContainText("connection was lost");
  await page.unroute("**/api/attachments/**");
  await files.getByRole("button", { name: "Upload late.txt again" }).click();
  await expect(files.locator("li[data-state=ready]")).toHaveCount(2);
  await composerOf(page).press("Enter");
  const row = page.locator("article[data-sequence]", { hasText: "with a file" });
  await expect(row.getByRole("link", { name: "Download big.bin" })).toBeVisible();
  await expect(row.getByRole("link", { name: "Download late.txt" })).toBeVisible();
});

test("images have their room before they come, JSON opens as a tree, and what was taken away says so", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = (await scene.agent("camera", [group])).channel(channel);
  const image = await agent.upload(await photo(1_200, 1_600), "tall.png");
  const json = await agent.upload(Buffer.from(JSON.stringify({ pump: { celsius: 37.2 } })), "state.json");
  await agent.publish({ attachments: [image, json] });
  await agent.publish("below");
  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/attachments/**", async (route) => {
    await held;
    await route.continue();
  });
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  const tile = page.getByRole("button", { name: "Look at tall.png" });
  await expect(tile).toBeVisible();
  const before = await tile.boundingBox();
  expect(before).toMatchObject({ width: 210, height: 280 });
  const below = await page.getByText("below").boundingBox();
  release();
  await expect.poll(() => tile.getByRole("img").evaluate((one: HTMLImageElement) => one.naturalHeight)).toBe(600);
  expect(await tile.boundingBox()).toEqual(before);
  expect(await page.getByText("below").boundingBox()).toEqual(below);

  await page.getByRole("button", { name: "Open state.json as a tree" }).click();
  await expect(page.getByText("37.2")).toBeVisible();
  await expectAccessible(page, "a JSON file opened");

  await scene.db.attachment.deleteMany({ where: { id: { in: [image.id, json.id] } } });
  await page.getByRole("link", { name: "Download state.json" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not here any more" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("This file is not here any more, or it is closed to you.").first()).toBeVisible();
});
