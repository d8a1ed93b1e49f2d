import type { Page } from "@playwright/test";
import type { Session } from "@/sdk";
import { untilLive } from "./connection";
import type { Scene } from "./scene";

const [perTick, tickMs] = [10, 50];

/** Mostly short, with code, long text and tables in between. */
export function textOf(index: number): string {
  if (index % 61 === 0) return `Step ${index}:\n\`\`\`ts\n${"const reading = await sensor.read();\n".repeat(8)}\`\`\``;
  if (index % 47 === 0) return `| sensor | value |\n|---|---|\n| ${index} | 3 |\n| ${index + 1} | 4 |`;
  if (index % 13 === 0) return `Message ${index} is longer. ${"It says more than fits on one line. ".repeat(6)}`;
  return `message ${index}`;
}

/** That many of them, the first of which is `textOf(first)`. */
export function textsOf(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, index) => textOf(first + index));
}

/** A channel for very many messages, an agent that writes into it and a person who reads it. */
export async function furnished(scene: Scene) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  return { channel, agent, ada: await scene.person("ada", { groups: [group] }) };
}

/** Opens a conversation; resolves once its messages are drawn and the page hears new ones. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await untilLive(page);
  await page.locator("[data-timeline] [data-message]").last().waitFor({ timeout: 30_000 });
}

/** Publishes 200 messages a second through the SDK, evenly; resolves with their sequences once each was accepted. */
export async function flood(agent: Session, channel: string, seconds: number): Promise<number[]> {
  const handle = agent.channel(channel);
  const ticks = (seconds * 1_000) / tickMs;
  const published: Promise<number>[] = [];
  await new Promise<void>((resolve) => {
    const start = performance.now();
    let tick = 0;
    const timer = setInterval(() => {
      for (; tick < (performance.now() - start) / tickMs && tick < ticks; tick += 1) {
        for (let index = 0; index < perTick; index += 1) {
          published.push(handle.publish(textOf(published.length)).then(({ sequence }) => sequence ?? 0));
        }
      }
      if (tick < ticks) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  return Promise.all(published);
}
