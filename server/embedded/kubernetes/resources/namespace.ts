import { ageColumn, builtinType, textAt, textColumn } from "./builtin";

/** Namespaces: the boundary of names, and of what is deleted together. */
export const namespaceType = builtinType({
  group: "",
  version: "v1",
  kind: "Namespace",
  plural: "namespaces",
  shortNames: ["ns"],
  isNamespaced: false,
  verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  nameRule: "label",
  hasStatus: true,
  canReplaceBlindly: true,
  columns: [
    textColumn("Status", ".status.phase", "Active, or Terminating while its content is being deleted."),
    ageColumn,
  ],
  selectableFields: { "status.phase": (object) => textAt(object, "status", "phase") },
  schema: {
    type: "object",
    description: "A scope for names. Objects in it are deleted with it.",
    properties: {
      spec: {
        type: "object",
        description: "What the namespace shall be.",
        properties: {
          finalizers: {
            type: "array",
            description: "Those who empty the namespace before it goes.",
            items: { type: "string" },
            "x-kubernetes-list-type": "atomic",
          },
        },
      },
      status: {
        type: "object",
        description: "What the namespace is.",
        properties: {
          phase: { type: "string", description: "`Active`, or `Terminating` while it is being deleted." },
          conditions: {
            type: "array",
            description: "Why a deletion does not go on.",
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["type"],
            items: {
              type: "object",
              required: ["type", "status"],
              properties: {
                type: { type: "string", description: "The aspect." },
                status: { type: "string", description: "True, False or Unknown." },
                lastTransitionTime: { type: "string", format: "date-time", description: "When it last changed." },
                reason: { type: "string", description: "The cause in one word." },
                message: { type: "string", description: "The cause in a sentence." },
              },
            },
          },
        },
      },
    },
  },
});
