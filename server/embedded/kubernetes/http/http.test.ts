import { describe, expect, it } from "vitest";
import { chooseForm, wantsAggregatedDiscovery } from "./accept";
import { parseAddress } from "./address";
import { decodeProtobuf } from "./protobuf";
import { parseObjectBody } from "./read-body";

describe("parseAddress", () => {
  const address = (path: string) => {
    const found = parseAddress(path);
    return found && [found.group, found.version, found.namespace, found.plural, found.name, found.subresource];
  };

  it.each([
    ["/api/v1/namespaces", ["", "v1", "", "namespaces", undefined, ""]],
    ["/api/v1/namespaces/edge", ["", "v1", "", "namespaces", "edge", ""]],
    ["/api/v1/namespaces/edge/status", ["", "v1", "", "namespaces", "edge", "status"]],
    ["/api/v1/namespaces/edge/events", ["", "v1", "edge", "events", undefined, ""]],
    ["/apis/a.io/v1/channels", ["a.io", "v1", "", "channels", undefined, ""]],
    ["/apis/a.io/v1/namespaces/edge/channels/x.y/status", ["a.io", "v1", "edge", "channels", "x.y", "status"]],
    ["/apis/a.io/v1", undefined],
    ["/apis/a.io/v1/channels/", undefined],
    ["/healthz", undefined],
  ])("reads %s", (path, expected) => {
    expect(address(path)).toEqual(expected);
  });
});

describe("chooseForm", () => {
  it("takes the first form it speaks", () => {
    const table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    expect(chooseForm(table)).toEqual({ as: "table", encoding: "json" });
    expect(chooseForm("application/vnd.kubernetes.protobuf,application/json")).toEqual({
      as: "object",
      encoding: "json",
    });
    expect(chooseForm("application/json;as=Table;v=v1beta1;g=meta.k8s.io, */*").as).toBe("object");
    expect(chooseForm("application/yaml").encoding).toBe("yaml");
    expect(() => chooseForm("application/vnd.kubernetes.protobuf")).toThrow(/accepted/);
  });

  it("knows who wants discovery in one document", () => {
    expect(wantsAggregatedDiscovery("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")).toBe(true);
    expect(wantsAggregatedDiscovery("application/json")).toBe(false);
  });
});

describe("parseObjectBody", () => {
  const parse = (text: string, type = "application/json") => parseObjectBody(Buffer.from(text), type, "Channel");

  it("finds members that are written twice, in JSON and YAML", () => {
    expect(parse('{"spec":{"topic":"a","topic":"b"},"l":[{"x":1,"x":2}]}')).toEqual({
      value: { spec: { topic: "b" }, l: [{ x: 2 }] },
      duplicates: ["spec.topic", "l[0].x"],
    });
    expect(parse("spec:\n  topic: a\n  topic: b\n", "application/yaml").duplicates).toEqual(["spec.topic"]);
  });

  it("says what was expected of a body that is not JSON", () => {
    expect(() => parse('{"a')).toThrow(/must be of type Channel.*json parse error/);
    expect(() => parse("x", "text/plain")).toThrow(/unknown format/);
    expect(() => parse('{"a":"\\u0000"}')).toThrow(/NUL/);
    expect(() => parse('{"a":["\\ud800"]}')).toThrow(/Unicode/);
    expect(parse('{"a":"\\\\u0000 \\ud83d\\ude00"}').value).toEqual({ a: "\\u0000 😀" });
  });
});

describe("decodeProtobuf", () => {
  const field = (number: number, value: Buffer | string) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
  };
  const envelope = (kind: string, message: Buffer) => {
    const identity = Buffer.concat([field(1, "v1"), field(2, kind)]);
    return Buffer.concat([Buffer.from("k8s\u0000"), field(1, identity), field(2, message), field(4, "")]);
  };

  it("reads the namespace that kubectl sends", () => {
    const label = Buffer.concat([field(1, "a"), field(2, "b")]);
    const metadata = Buffer.concat([field(1, "edge"), field(2, ""), field(11, label)]);
    expect(decodeProtobuf(envelope("Namespace", field(1, metadata)))).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "edge", labels: { a: "b" } },
    });
  });

  it("refuses other kinds, and bytes that are no message", () => {
    expect(() => decodeProtobuf(envelope("Pod", Buffer.alloc(0)))).toThrow(/send application\/json/);
    expect(() => decodeProtobuf(Buffer.from("k8s\u0000\u000a\u00ff"))).toThrow(/malformed/);
    expect(() => decodeProtobuf(Buffer.from("{}"))).toThrow(/malformed/);
  });
});
