import { ageColumn, builtinType, textColumn } from "./builtin";

/** Leases: who leads, and until when. */
export const leaseType = builtinType({
  group: "coordination.k8s.io",
  version: "v1",
  kind: "Lease",
  plural: "leases",
  columns: [textColumn("Holder", ".spec.holderIdentity", "Who holds the lease."), ageColumn],
  schema: {
    type: "object",
    description: "A claim that its holder renews for as long as it leads.",
    properties: {
      spec: {
        type: "object",
        description: "The claim.",
        properties: {
          acquireTime: { type: "string", format: "date-time", nullable: true, description: "When the holder took it." },
          holderIdentity: { type: "string", nullable: true, description: "Who holds it." },
          leaseDurationSeconds: {
            type: "integer",
            format: "int32",
            nullable: true,
            description: "Seconds without renewal after which others may take it.",
          },
          leaseTransitions: {
            type: "integer",
            format: "int32",
            nullable: true,
            description: "How often it changed hands.",
          },
          preferredHolder: { type: "string", nullable: true, description: "Who shall take it over." },
          renewTime: { type: "string", format: "date-time", nullable: true, description: "When it was last renewed." },
          strategy: { type: "string", nullable: true, description: "How the next holder is chosen." },
        },
      },
    },
  },
});
