import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether keys may be fetched there: over https, or over http from this very machine. Never with a password in it. */
export function isKeyAddress(text: string): boolean {
  const url = urlOf(text);
  if (url === undefined) return false;
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

/** Whether the address names this machine. */
export function isLoopbackAddress(text: string): boolean {
  const url = urlOf(text);
  return url !== undefined && isLoopback(url);
}

function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  if (family === 0) return host === "localhost" || host.endsWith(".localhost");
  return loopback.check(host, family === 4 ? "ipv4" : "ipv6");
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
