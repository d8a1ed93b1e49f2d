import { expect, test } from "vitest";
import { isKeyAddress, isLoopbackAddress } from "./key-address";

test("keys are fetched over https, and over http from this machine alone", () => {
  const yes = ["https://id.example.org/keys", "http://127.0.0.1:8080/", "http://[::1]:1/x", "http://localhost/keys"];
  const no = [
    "http://id.example.org/keys",
    "http://127.0.0.1.example.org/",
    "http://10.0.0.1/",
    "ftp://localhost/",
    "file:///etc/passwd",
    "https://user:password@id.example.org/",
    "id.example.org",
    "",
  ];
  expect(yes.filter(isKeyAddress)).toEqual(yes);
  expect(no.filter(isKeyAddress)).toEqual([]);
});

test("every spelling of this machine is known", () => {
  for (const host of ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "LOCALHOST"]) {
    expect(isLoopbackAddress(`https://${host}/`), host).toBe(true);
  }
  expect(isLoopbackAddress("https://example.org/")).toBe(false);
});
