import { describe, expect, it } from "vitest";
import { applyDefaults } from "./defaults";
import { checkMetadata } from "./metadata";
import { withObjectMeta } from "./object-meta";
import { prune } from "./prune";
import { compileRules } from "./rules";
import type { Schema } from "./schema";
import { compileSchema } from "./validate";

const schema: Schema = withObjectMeta({
  type: "object",
  required: ["spec"],
  properties: {
    metadata: { type: "object", properties: { name: { type: "string", maxLength: 10 } } },
    spec: {
      type: "object",
      required: ["topic"],
      properties: {
        topic: { type: "string", minLength: 1 },
        retention: { type: "integer", minimum: 0, default: 7 },
        kind: { type: "string", enum: ["a", "b"] },
        groups: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string", maxLength: 3 } },
        extra: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        limits: {
          type: "object",
          properties: { rate: { type: "integer", default: 5 } },
          "x-kubernetes-validations": [
            { rule: "self.rate <= 10", messageExpression: "'at most 10, not ' + string(self.rate)" },
          ],
        },
        parts: {
          type: "array",
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": ["name"],
          items: {
            type: "object",
            properties: {
              name: { type: "string" },
              size: {
                type: "integer",
                "x-kubernetes-validations": [{ rule: "self >= oldSelf", message: "never shrinks" }],
              },
            },
          },
        },
      },
    },
  },
});
const validate = compileSchema(schema);
const object = (spec: object) => ({ apiVersion: "v1", kind: "K", metadata: { name: "x" }, spec });
const messages = (spec: object) => validate(object(spec)).map(({ field, message }) => `${field}: ${message}`);

describe("prune", () => {
  it("drops what the schema does not know and names it, except where unknown fields are kept", () => {
    const value = {
      spec: { topic: "t", nope: 1, extra: { any: 1 }, parts: [{ name: "a", odd: 1 }] },
      other: 1,
      metadata: { bad: 1 },
    };
    expect(prune(schema, value)).toEqual(["spec.nope", "spec.parts[0].odd", "other", "metadata.bad"]);
    expect(value).toEqual({ spec: { topic: "t", extra: { any: 1 }, parts: [{ name: "a" }] }, metadata: {} });
  });
});

describe("applyDefaults", () => {
  it("fills in absent and null fields, in objects that are there", () => {
    const value = { spec: { topic: "t", retention: null, kind: null, limits: {} } };
    applyDefaults(schema, value);
    expect(value).toEqual({ spec: { topic: "t", retention: 7, limits: { rate: 5 } } });
  });
});

describe("compileSchema", () => {
  it("accepts what fits", () => {
    expect(messages({ topic: "t", groups: ["a", "b"] })).toEqual([]);
  });

  it("says what is wrong in the API server's words, field by field", () => {
    expect(messages({ retention: -1, kind: "c", groups: ["a", "long", "a"] })).toEqual([
      "spec.groups[1]: Too long: may not be more than 3 bytes",
      'spec.groups[2]: Duplicate value: "a"',
      'spec.kind: Unsupported value: "c": supported values: "a", "b"',
      "spec.retention: Invalid value: -1: spec.retention in body should be greater than or equal to 0",
      "spec.topic: Required value",
    ]);
    expect(messages({ topic: 5 })).toEqual([
      'spec.topic: Invalid value: "integer": spec.topic in body must be of type string: "integer"',
    ]);
    expect(messages({ topic: "" })).toEqual([
      'spec.topic: Invalid value: "": spec.topic in body should be at least 1 chars long',
    ]);
  });

  it("finds two items with one key", () => {
    expect(messages({ topic: "t", parts: [{ name: "a" }, { name: "a" }] })).toEqual([
      'spec.parts[1]: Duplicate value: {"name":"a"}',
    ]);
  });

  it("limits names as the definition says", () => {
    const [problem] = validate({ ...object({ topic: "t" }), metadata: { name: "elevencharacters" } });
    expect(problem).toMatchObject({ field: "metadata.name", reason: "FieldValueTooLong" });
  });
});

describe("compileRules", () => {
  const check = compileRules(schema);

  it("treats integers of the schema as integers, and lets a rule explain itself", () => {
    expect(check(object({ limits: { rate: 10 } }), undefined)).toEqual([]);
    expect(check(object({ limits: { rate: 11 } }), undefined)).toEqual([
      { reason: "FieldValueInvalid", field: "spec.limits", message: 'Invalid value: "object": at most 10, not 11' },
    ]);
  });

  it("checks transitions of corresponding items only", () => {
    const old = object({
      parts: [
        { name: "a", size: 5 },
        { name: "b", size: 5 },
      ],
    });
    const moved = object({
      parts: [
        { name: "c", size: 1 },
        { name: "b", size: 6 },
        { name: "a", size: 4 },
      ],
    });
    expect(check(old, undefined)).toEqual([]);
    expect(check(moved, old).map(({ field }) => field)).toEqual(["spec.parts[2].size"]);
  });

  it("refuses a rule that is not CEL", () => {
    expect(() => compileRules({ type: "object", "x-kubernetes-validations": [{ rule: "self ==" }] })).toThrow();
  });
});

describe("checkMetadata", () => {
  it("refuses names, labels and annotations that are none", () => {
    const found = checkMetadata(
      {
        name: "Bad_Name",
        labels: { "a b": "x", ok: "-bad" },
        annotations: { "/": "x" },
        finalizers: ["ok.io/a", "no no"],
      },
      "subdomain",
    );
    expect(found.map(({ field }) => field)).toEqual([
      "metadata.name",
      "metadata.labels",
      "metadata.labels",
      "metadata.annotations",
      "metadata.finalizers[1]",
    ]);
    expect(found[0]?.message).toMatch(/^Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of/);
  });

  it("takes dots in subdomains but not in labels", () => {
    expect(checkMetadata({ name: "a.b" }, "subdomain")).toEqual([]);
    expect(checkMetadata({ name: "a.b" }, "label")).toHaveLength(1);
  });
});
