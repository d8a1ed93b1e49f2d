import type { Schema } from "./schema";

const text = (description: string): Schema => ({ type: "string", description });
const time = (description: string): Schema => ({ type: "string", format: "date-time", nullable: true, description });
const texts = (description: string): Schema => ({
  type: "object",
  additionalProperties: { type: "string" },
  description,
});

const ownerReference: Schema = {
  type: "object",
  description: "Names an object that this one belongs to.",
  required: ["apiVersion", "kind", "name", "uid"],
  "x-kubernetes-map-type": "atomic",
  properties: {
    apiVersion: text("API version of the owner."),
    kind: text("Kind of the owner."),
    name: text("Name of the owner."),
    uid: text("UID of the owner."),
    controller: { type: "boolean", description: "Whether this owner is the one that manages the object." },
    blockOwnerDeletion: {
      type: "boolean",
      description: "Whether the owner stays, when it is deleted in the foreground, until this object is gone.",
    },
  },
};

const managedFieldsEntry: Schema = {
  type: "object",
  description: "The fields that one manager set, one way.",
  properties: {
    apiVersion: text("The version the fields are written in."),
    fieldsType: text("The format of `fieldsV1`; always FieldsV1."),
    fieldsV1: {
      type: "object",
      description: "The set of fields.",
      "x-kubernetes-preserve-unknown-fields": true,
    },
    manager: text("The manager's name."),
    operation: text("`Apply` for server-side apply, `Update` for every other write."),
    subresource: text("The subresource that was written to, empty for the object itself."),
    time: time("When the set last changed."),
  },
};

/** What every object's `metadata` may hold. The list types decide how server-side apply merges it. */
export const objectMetaSchema: Schema = {
  type: "object",
  description: "Standard object's metadata: name, labels, annotations and what the server keeps about the object.",
  properties: {
    annotations: texts("Data for tools, not for selection."),
    creationTimestamp: time("When the object was made. Set by the server."),
    deletionGracePeriodSeconds: {
      type: "integer",
      format: "int64",
      description: "Seconds the object has to end by itself. Set by the server.",
    },
    deletionTimestamp: time("When deletion was asked for. The object stays until its finalizers are gone."),
    finalizers: {
      type: "array",
      description: "Those who have something to do before the object may go. Each removes its own entry when done.",
      items: { type: "string" },
      "x-kubernetes-list-type": "set",
      "x-kubernetes-patch-strategy": "merge",
    },
    generateName: text("A prefix: when no name is given the server appends five random characters to it."),
    generation: {
      type: "integer",
      format: "int64",
      description: "Rises by one with each change of the desired state.",
    },
    labels: texts("Keys and values to select objects by."),
    managedFields: {
      type: "array",
      description: "Who set which field.",
      items: managedFieldsEntry,
      "x-kubernetes-list-type": "atomic",
    },
    name: text("The object's name, unique among its kind in its namespace. It cannot be changed."),
    namespace: text("The namespace the object lives in. It cannot be changed."),
    ownerReferences: {
      type: "array",
      description: "Objects this one belongs to. When all of them are gone it is deleted.",
      items: ownerReference,
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["uid"],
      "x-kubernetes-patch-merge-key": "uid",
      "x-kubernetes-patch-strategy": "merge",
    },
    resourceVersion: text(
      "The version of the object, opaque. Send it back with a change to make sure nothing else changed it meanwhile.",
    ),
    selfLink: text("No longer set."),
    uid: text("Unique to this object for all time, even when another one gets its name."),
  },
};

/** The object's schema with full `metadata`, beside the limits the definition itself puts on names. */
export function withObjectMeta(schema: Schema): Schema {
  const own = schema.properties?.["metadata"]?.properties ?? {};
  const limited = Object.fromEntries(
    Object.entries(own).map(([name, limits]) => [name, { ...objectMetaSchema.properties?.[name], ...limits }]),
  );
  const metadata: Schema = { ...objectMetaSchema, properties: { ...objectMetaSchema.properties, ...limited } };
  const identity = {
    apiVersion: text("The version of the schema this object is written in."),
    kind: text("The kind of this object, in CamelCase."),
  };
  return { ...schema, type: "object", properties: { ...identity, ...schema.properties, metadata } };
}
