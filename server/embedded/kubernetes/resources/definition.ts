import type { Schema } from "../schema/schema";
import { builtinType } from "./builtin";

const open = (description: string): Schema => ({
  type: "object",
  description,
  "x-kubernetes-preserve-unknown-fields": true,
});

/** CustomResourceDefinitions, for reading: what is served comes from the files the server was started with. */
export const definitionType = builtinType({
  group: "apiextensions.k8s.io",
  version: "v1",
  kind: "CustomResourceDefinition",
  plural: "customresourcedefinitions",
  shortNames: ["crd", "crds"],
  categories: ["api-extensions"],
  isNamespaced: false,
  verbs: ["get", "list", "watch"],
  readOnlyReason: "this server reads its resource definitions from files when it starts, they cannot be changed here",
  columns: [
    {
      name: "Created At",
      type: "date",
      description: "When the definition was made.",
      priority: 0,
      cell: (object) => object.metadata.creationTimestamp ?? null,
    },
  ],
  schema: {
    type: "object",
    description: "The definition of a kind: its names, versions, schemas and columns.",
    required: ["spec"],
    properties: { spec: open("The definition."), status: open("Whether the kind is served.") },
  },
});
