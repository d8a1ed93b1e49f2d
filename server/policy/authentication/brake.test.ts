import { expect, test, vi } from "vitest";
import { createBrake, networkOf } from "./brake";

test("wrong proofs are slowed by address and by what they claim, each for itself", async () => {
  vi.useFakeTimers();
  try {
    const brake = createBrake({ perAddress: 3, perTarget: 5 });
    const charge = async (address: string, target: string) => {
      const charged = brake.charge({ address, target });
      await vi.advanceTimersByTimeAsync(1_000);
      return (await charged) > 0;
    };
    const from = async (address: string, targets: string[]) => {
      const slowed: boolean[] = [];
      for (const target of targets) slowed.push(await charge(address, target));
      return slowed;
    };
    expect(await from("10.0.0.1", ["a", "b", "c", "d"])).toEqual([false, false, false, true]);
    expect(await from("10.0.0.2", ["a"])).toEqual([false]);
    expect(await from("10.0.0.3", ["a", "a", "a"])).toEqual([false, false, false]);
    expect(await from("10.0.0.4", ["a", "b"])).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await from("10.0.0.1", ["a"])).toEqual([false]);
  } finally {
    vi.useRealTimers();
  }
});

test("beyond the limit the answer is held for a second", async () => {
  vi.useFakeTimers();
  try {
    const brake = createBrake({ perAddress: 1, perTarget: 9 });
    await brake.charge({ address: "10.0.0.1", target: "a" });
    const answered = vi.fn();
    const charged = brake.charge({ address: "10.0.0.1", target: "a" }).then(answered);
    await vi.advanceTimersByTimeAsync(999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await charged;
    expect(answered.mock.calls[0]?.[0]).toBeGreaterThan(50_000);
  } finally {
    vi.useRealTimers();
  }
});

test("the addresses of one IPv6 network count as one", () => {
  const network = "2001:db8:0:1::/64";
  for (const address of ["2001:db8:0:1::1", "2001:0DB8::1:ffff:0:0:2", "2001:db8:0:1:2:3:4:5", "2001:db8:0:1::%eth0"]) {
    expect(networkOf(address), address).toBe(network);
  }
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("10.0.0.1")).toBe("10.0.0.1");
  expect(networkOf("::ffff:10.0.0.1")).toBe("::ffff:10.0.0.1");
});
