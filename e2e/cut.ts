import { type Browser, chromium, type LaunchOptions, type Page } from "@playwright/test";
import { untilLive } from "./connection";
import type { ScenePerson } from "./scene";
import { signIn } from "./sign-in";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";

interface Wanted {
  launchOptions: LaunchOptions | undefined;
  baseURL: string;
  person: ScenePerson;
  path: string;
}

/** A page whose connection to NATS goes through a proxy that can cut it; everything else goes its usual way. */
export async function openThroughProxy(
  wanted: Wanted,
): Promise<{ page: Page; proxy: TcpProxy; close: () => Promise<void> }> {
  const { executablePath, args = [] } = wanted.launchOptions ?? {};
  const probe = await chromium.launch({ executablePath, args });
  const socketUrl = new URL(await socketUrlOf(await signedIn(probe, wanted), wanted.path));
  await probe.close();
  const proxy = await startTcpProxy({ host: socketUrl.hostname, port: Number(socketUrl.port) });
  const rule = `--host-resolver-rules=MAP ${socketUrl.host} 127.0.0.1:${proxy.port}`;
  const browser = await chromium.launch({ executablePath, args: [...args, rule] });
  const page = await signedIn(browser, wanted);
  await page.goto(wanted.path);
  await untilLive(page);
  const close = async () => {
    await browser.close();
    await proxy.close();
  };
  return { page, proxy, close };
}

async function socketUrlOf(page: Page, path: string): Promise<string> {
  const opened = page.waitForEvent("websocket", (socket) => !socket.url().includes("/_next/"));
  await page.goto(path);
  return (await opened).url();
}

async function signedIn(browser: Browser, { baseURL, person }: Wanted): Promise<Page> {
  const page = await (await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } })).newPage();
  await signIn(page.request, person);
  return page;
}
