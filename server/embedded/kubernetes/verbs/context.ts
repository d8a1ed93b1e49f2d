import type { Clock, Logger } from "@/server/kernel";
import type { Registry } from "../resources/registry";
import type { ResourceType } from "../resources/resource-type";
import type { ChangeLog } from "../store/change-log";
import type { ObjectKey } from "../store/records";
import type { Store } from "../store/store";

/** The world every verb works in. */
export interface ApiContext {
  registry: Registry;
  store: Store;
  changes: ChangeLog;
  clock: Clock;
  log: Logger;
}

/** What a request is about. `namespace` is empty for all namespaces, and for kinds outside of them. */
export interface Target {
  type: ResourceType;
  namespace: string;
}

export interface NamedTarget extends Target {
  name: string;
  subresource: "" | "status" | "finalize";
}

export type FieldValidation = "Strict" | "Warn" | "Ignore";

/** How to write. */
export interface WriteOptions {
  manager: string;
  isDryRun: boolean;
  fieldValidation: FieldValidation;
}

export function keyOf(target: Target, name: string): ObjectKey {
  return { group: target.type.group, resource: target.type.plural, namespace: target.namespace, name };
}
