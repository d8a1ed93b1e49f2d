import type { Delivery } from "./delivery";

/** Everything the stream has above `from`, up to and including `through`. */
export interface Claim {
  from: number;
  through: number;
}

type Place = Pick<Delivery, "sequence" | "deliverySequence" | "isRedelivered">;

/**
 * Derives from the order of deliveries what a batch is complete for. The consumer hands out the stream in order, so an
 * unbroken run of delivery sequences has seen every message between its ends, whatever sequences the stream has lost to
 * expiry or purges. After a break (another process took messages, or the server forgot some) a new run begins, which
 * claims nothing before its first message.
 */
export function createClaimTracker(): { claimOf(batch: readonly Place[]): Claim | undefined } {
  let nextDelivery = 0;
  let reached = 0;
  return {
    claimOf(batch) {
      let claim: Claim | undefined;
      for (const { sequence, deliverySequence, isRedelivered } of batch) {
        if (deliverySequence !== nextDelivery) {
          reached = 0;
          claim = undefined;
        }
        nextDelivery = deliverySequence + 1;
        if (isRedelivered) continue;
        const from = reached > 0 && reached < sequence ? reached : sequence - 1;
        claim = { from: claim?.through === from ? claim.from : from, through: sequence };
        reached = sequence;
      }
      return claim;
    },
  };
}
