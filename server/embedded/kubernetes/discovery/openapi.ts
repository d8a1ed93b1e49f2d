import { asRecord, type JsonRecord } from "../object";
import type { Registry } from "../resources/registry";
import type { ResourceType } from "../resources/resource-type";
import { objectMetaSchema } from "../schema/object-meta";
import { groupVersionName, groupVersions } from "./groups";
import { pathsOf } from "./openapi-paths";

const metaPackage = "io.k8s.apimachinery.pkg.apis.meta.v1";

/** `api/v1` or `apis/<group>/<version>`: how OpenAPI v3 names the documents. */
export function documentNames(registry: Registry): string[] {
  return groupVersions(registry)
    .filter(({ types }) => types.length > 0)
    .map((entry) => `${entry.group === "" ? "api" : "apis"}/${groupVersionName(entry)}`);
}

/** The OpenAPI v3 document of one group and version: its paths, and its schemas with the descriptions that `kubectl explain` prints. */
export function openApiDocument(registry: Registry, name: string): JsonRecord | undefined {
  const entry = groupVersions(registry).find((candidate) => {
    return `${candidate.group === "" ? "api" : "apis"}/${groupVersionName(candidate)}` === name;
  });
  if (!entry || entry.types.length === 0) return undefined;
  const schemas = Object.assign({}, sharedSchemas(), ...entry.types.map(schemasOf)) as JsonRecord;
  const paths = Object.assign(
    {},
    ...entry.types.map((type) => pathsOf(type, referenceTo(schemaName(type)))),
  ) as JsonRecord;
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: "v1.32.0" },
    paths,
    components: { schemas },
  };
}

function sharedSchemas(): JsonRecord {
  return {
    [`${metaPackage}.ObjectMeta`]: objectMetaSchema,
    [`${metaPackage}.ListMeta`]: {
      type: "object",
      description: "What the server says about a list: its version, and where its next page starts.",
      properties: {
        continue: { type: "string", description: "Send it back to read the next page." },
        remainingItemCount: { type: "integer", format: "int64", description: "Objects after this page." },
        resourceVersion: { type: "string", description: "The version the list was read at." },
      },
    },
  };
}

/** `io.platform.agents.v1.Channel`: the group reversed, the version, the kind. */
function schemaName({ group, version, kind }: ResourceType): string {
  const domain = group === "" ? "io.k8s.api.core" : group.split(".").reverse().join(".");
  return `${domain}.${version}.${kind}`;
}

function referenceTo(name: string): JsonRecord {
  return { $ref: `#/components/schemas/${name}` };
}

function schemasOf(type: ResourceType): JsonRecord {
  const { group, version, kind, listKind, schema } = type;
  const name = schemaName(type);
  const metadata = {
    description: objectMetaSchema.description,
    allOf: [referenceTo(`${metaPackage}.ObjectMeta`)],
  };
  return {
    [name]: {
      ...schema,
      properties: { ...schema.properties, metadata },
      "x-kubernetes-group-version-kind": [{ group, kind, version }],
    },
    [`${name}List`]: {
      type: "object",
      description: `A list of ${kind} objects.`,
      required: ["items"],
      properties: {
        apiVersion: asRecord(schema.properties)["apiVersion"],
        items: { type: "array", description: "The objects.", items: referenceTo(name) },
        kind: asRecord(schema.properties)["kind"],
        metadata: { description: "About the list.", allOf: [referenceTo(`${metaPackage}.ListMeta`)] },
      },
      "x-kubernetes-group-version-kind": [{ group, kind: listKind, version }],
    },
  };
}
