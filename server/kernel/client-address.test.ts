import { expect, test } from "vitest";
import { clientAddress, readTrustedProxies } from "./client-address";

test("nobody is believed unless they are named", () => {
  const nobody = readTrustedProxies("");
  expect(clientAddress("127.0.0.1", "10.0.0.1", nobody)).toBe("127.0.0.1");
  expect(clientAddress("::ffff:192.0.2.1", undefined, nobody)).toBe("192.0.2.1");
});

test("a trusted proxy's word is read from its end, as far as the proxies go", () => {
  const trusted = readTrustedProxies(" loopback, 10.0.0.0/8 , 2001:db8::/32 ");
  const from = (connected: string, forwarded?: string) => clientAddress(connected, forwarded, trusted);
  expect(from("127.0.0.1", "192.0.2.1")).toBe("192.0.2.1");
  expect(from("::1", "198.51.100.9, 192.0.2.1, 10.1.2.3")).toBe("192.0.2.1");
  expect(from("::ffff:10.0.0.1", "192.0.2.1")).toBe("192.0.2.1");
  expect(from("2001:db8::1", "192.0.2.1")).toBe("192.0.2.1");
  expect(from("192.0.2.7", "198.51.100.9")).toBe("192.0.2.7");
  expect(from("127.0.0.1")).toBe("127.0.0.1");
  expect(from("127.0.0.1", "unknown")).toBe("127.0.0.1");
  expect(from("127.0.0.1", "10.0.0.1, 10.0.0.2")).toBe("10.0.0.1");
});

test("a list that cannot be read is refused", () => {
  for (const list of ["proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "10.0.0.0/-1"]) {
    expect(() => readTrustedProxies(list), list).toThrow(/separated by commas/);
  }
});
