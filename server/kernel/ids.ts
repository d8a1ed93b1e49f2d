import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const bytesPerId = 16;
const pool = new Uint8Array(256 * bytesPerId);
let used = pool.length;
let time = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): unique, and sorted by the time it was made, also within a millisecond. */
export function newId(): string {
  const random = nextRandom();
  const now = Date.now();
  if (now > time) {
    time = now;
    // Starts in the lower half, so that counting up cannot run over within the millisecond.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) time += 1;
  }
  return v7({ random, msecs: time, seq: sequence });
}

/** Random bytes for one id, fetched for many at once: a call for each would cost more than the rest of the id. */
function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
}
