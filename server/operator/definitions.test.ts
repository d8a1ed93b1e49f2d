import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type CustomResourceDefinition, channelKind, threadKind } from "@/server/kubernetes";
import { missingFields } from "./definitions";

const read = async (plural: string): Promise<CustomResourceDefinition> =>
  parse(await readFile(`deploy/crds/${plural}.yaml`, "utf8"));

test.each([channelKind, threadKind])(
  "the definition of $kind in deploy/crds has every field the operator uses",
  async (kind) => {
    expect(missingFields(await read(kind.plural), kind)).toEqual([]);
  },
);

test("an older definition is told by the fields it lacks", async () => {
  const definition = await read("channels");
  const spec = definition.spec.versions[0]?.schema?.openAPIV3Schema?.properties?.["spec"];
  delete spec?.properties?.["paused"];
  expect(missingFields(definition, channelKind)).toEqual(["spec.paused"]);
  expect(missingFields({ ...definition, spec: { ...definition.spec, versions: [] } }, threadKind)).toContain(
    "spec.channel",
  );
});
