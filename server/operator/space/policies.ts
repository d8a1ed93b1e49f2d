import type { NamespaceResource } from "@/server/kubernetes";
import type { Check } from "../runtime";
import { displayNameAnnotation, spaceLabel } from "../spaces";
import type { SpaceInput } from "./gather";

const displayNameCharactersMax = 100;

/** Why a namespace is no space, if it is none. */
export const spaceChecks: readonly Check<SpaceInput>[] = [
  ({ namespace }) =>
    namespace === undefined ? { reason: "NamespaceDeleted", message: "The namespace is gone." } : undefined,
  ({ namespace }) =>
    namespace?.metadata.deletionTimestamp === undefined
      ? undefined
      : { reason: "NamespaceTerminating", message: "The namespace is being deleted." },
  ({ namespace }) =>
    namespace?.metadata.labels?.[spaceLabel] === "true"
      ? undefined
      : { reason: "NotLabelled", message: `The namespace has no label ${spaceLabel}: "true".` },
];

/** The name people see: the annotation's, else the namespace's own. */
export function displayNameOf(namespace: NamespaceResource): string {
  const given = namespace.metadata.annotations?.[displayNameAnnotation]?.trim() ?? "";
  return given === "" ? namespace.metadata.name : given.slice(0, displayNameCharactersMax);
}
