import { expect, test } from "vitest";
import { createClaimTracker } from "./claim";

const first = (deliverySequence: number, sequence: number) => ({ deliverySequence, sequence, isRedelivered: false });
const again = (deliverySequence: number, sequence: number) => ({ deliverySequence, sequence, isRedelivered: true });

test("a tracker that has seen nothing claims no more than the messages themselves", () => {
  expect(createClaimTracker().claimOf([first(7, 90), first(8, 91)])).toEqual({ from: 89, through: 91 });
});

test("sequences that the stream has lost are claimed when no delivery is missing between", () => {
  const tracker = createClaimTracker();
  expect(tracker.claimOf([first(1, 5), first(2, 5_000)])).toEqual({ from: 4, through: 5_000 });
  expect(tracker.claimOf([first(3, 9_000)])).toEqual({ from: 5_000, through: 9_000 });
});

test("after a missing delivery nothing before its next message is claimed", () => {
  const tracker = createClaimTracker();
  tracker.claimOf([first(1, 1), first(2, 2)]);
  expect(tracker.claimOf([first(3, 3), first(5, 5), first(6, 6)])).toEqual({ from: 4, through: 6 });
});

test("repeated deliveries neither claim anything nor break the run", () => {
  const tracker = createClaimTracker();
  tracker.claimOf([first(1, 10)]);
  expect(tracker.claimOf([again(2, 3), again(3, 4)])).toBeUndefined();
  expect(tracker.claimOf([first(4, 12), again(5, 7), first(6, 20)])).toEqual({ from: 10, through: 20 });
});

test("a consumer that starts over begins a new run", () => {
  const tracker = createClaimTracker();
  tracker.claimOf([first(1, 10), first(2, 11)]);
  expect(tracker.claimOf([first(1, 11), first(2, 12)])).toEqual({ from: 10, through: 12 });
});
