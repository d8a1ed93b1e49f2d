import { BlockList, isIP } from "node:net";

/** Whether the word of that address on who asks is taken. */
export type IsTrustedProxy = (address: string) => boolean;

const entryRule = "addresses or networks separated by commas, such as 10.0.0.0/8, ::1 or loopback";
const loopback = ["127.0.0.0/8", "::1"];

/** Knows the proxies of a list such as `10.0.0.0/8, ::1, loopback`; none for an empty one. Throws a sentence that says what an entry may be. */
export function readTrustedProxies(list: string): IsTrustedProxy {
  const known = new BlockList();
  const entries = list.split(",").flatMap((entry) => entry.trim() || []);
  for (const entry of entries.flatMap((entry) => (entry === "loopback" ? loopback : entry))) {
    const [address = "", bits, ...rest] = entry.split("/");
    const family = isIP(address);
    const bitsMax = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? bitsMax : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(prefix <= bitsMax)) throw new Error(entryRule);
    known.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && known.check(plain, family === 4 ? "ipv4" : "ipv6");
  };
}

/**
 * Who asks: the address that the connection came from or, while that is a trusted proxy's, the one that it names in
 * `X-Forwarded-For`, read from its end. What an untrusted sender writes there is never believed.
 */
export function clientAddress(
  connectedFrom: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: IsTrustedProxy,
): string {
  const hops = (forwardedFor ?? "").split(",").flatMap((hop) => hop.trim() || []);
  let address = connectedFrom ?? "";
  while (isTrusted(address)) {
    const named = hops.pop();
    if (named === undefined || isIP(named) === 0) break;
    address = named;
  }
  return plainAddress(address);
}

/** An IPv4 address that came over an IPv6 socket, as itself. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
