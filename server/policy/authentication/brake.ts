import { isIPv6 } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** How many wrong proofs a minute are answered at once. */
export interface BrakeLimits {
  /** From one address; of IPv6 a network of 64 bits counts as one. */
  perAddress: number;
  /** That claim the same: a key's prefix, a key pair, a token's subject. */
  perTarget: number;
}

export const brakeLimitsDefault: BrakeLimits = { perAddress: 120, perTarget: 60 };

export interface Brake {
  /**
   * Charges a wrong proof and, beyond the limits, holds its answer for a second. Returns the milliseconds after which
   * trying again makes sense, 0 within the limits. A right proof is never charged, so nobody's wrong ones keep it out.
   */
  charge(wrong: { address: string; target: string }): Promise<number>;
}

const windowSeconds = 60;
const holdMs = 1_000;
/** Answers held at the same time; beyond it they go out at once, so that holding costs no memory. */
const heldMax = 1_000;

/** Slows whoever tries wrong proofs, in this process's memory: another process counts for itself. */
export function createBrake({ perAddress, perTarget }: BrakeLimits): Brake {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: windowSeconds, keyPrefix: "address" });
  const targets = new RateLimiterMemory({ points: perTarget, duration: windowSeconds, keyPrefix: "target" });
  let held = 0;
  return {
    async charge({ address, target }) {
      const [byAddress, byTarget] = await Promise.all([addresses.penalty(networkOf(address)), targets.penalty(target)]);
      const waits = [
        byAddress.consumedPoints > perAddress ? byAddress.msBeforeNext : 0,
        byTarget.consumedPoints > perTarget ? byTarget.msBeforeNext : 0,
      ];
      const retryAfterMs = Math.max(...waits);
      if (retryAfterMs > 0 && held < heldMax) {
        held += 1;
        await new Promise((resolve) => setTimeout(resolve, holdMs));
        held -= 1;
      }
      return retryAfterMs;
    },
  };
}

/** The address, or the 64-bit network of an IPv6 one: whoever has one of those addresses has all of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.toLowerCase().startsWith("::ffff:")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const leading = head === "" ? [] : head.split(":");
  const trailing = tail === "" ? [] : tail.split(":");
  const isShort = address.includes("::");
  const zeros = Array.from({ length: isShort ? Math.max(0, 8 - leading.length - trailing.length) : 0 }, () => "0");
  const groups = [...leading, ...zeros, ...trailing].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
