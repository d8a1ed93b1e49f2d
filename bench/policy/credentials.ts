import { createSeed, createSpaceKeys, encodeUserJwt, publicKeyOf } from "@/server/nats";
import { median } from "../statistics";

const rounds = 7;
const perRound = 4_000;
const tags = Array.from({ length: 8 }, (_, index) => `ch:area-${index}.channel-0001`);

/** User JWTs a second that one process signs on one core; the median of the rounds. */
export function measureCredentials(): number {
  const keys = createSpaceKeys();
  const publicKeys = Array.from({ length: 16 }, () => publicKeyOf(createSeed("user")));
  const expiresAt = new Date(Date.now() + 600_000);
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begin = performance.now();
    for (let index = 0; index < perRound; index++) {
      const publicKey = publicKeys[index % publicKeys.length] ?? "";
      encodeUserJwt({ scope: "agent", name: `worker-${index}`, publicKey, keys, tags, expiresAt });
    }
    if (round > 0) rates.push((perRound / (performance.now() - begin)) * 1_000);
  }
  return median(rates);
}
