import type { KubeObject } from "../object";
import type { NameRule } from "../schema/metadata";
import type { CheckRules } from "../schema/rules";
import type { Schema } from "../schema/schema";
import type { Validate } from "../schema/validate";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** A column of `kubectl get`. */
export interface Column {
  name: string;
  type: string;
  format?: string;
  description: string;
  /** 0 is always shown, more only with `-o wide`. */
  priority: number;
  cell: (object: KubeObject, now: Date) => unknown;
}

/** Everything the server knows about one kind. The verbs are the same for all of them. */
export interface ResourceType {
  group: string;
  version: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  isNamespaced: boolean;
  /** Whether it comes from a CustomResourceDefinition. */
  isCustom: boolean;
  verbs: Verb[];
  /** Why it cannot be written, for a kind that cannot. */
  readOnlyReason?: string;
  /** Of the whole object, `metadata` included. */
  schema: Schema;
  validate: Validate;
  checkRules: CheckRules;
  nameRule: NameRule;
  /** Whether `status` is written through a subresource of its own. */
  hasStatus: boolean;
  /** Whether `metadata.generation` counts changes of the desired state. */
  hasGeneration: boolean;
  /** Whether a PUT without `resourceVersion` is taken. */
  canReplaceBlindly: boolean;
  columns: Column[];
  /** Fields a list or watch may be restricted to, as the selector writes them. */
  selectableFields: Record<string, (object: KubeObject) => string>;
}

export function apiVersionOf(type: ResourceType): string {
  return type.group === "" ? type.version : `${type.group}/${type.version}`;
}

/** `channels.agents.platform.io`, and `events` for the core group. */
export function qualifiedResource(type: ResourceType): string {
  return type.group === "" ? type.plural : `${type.plural}.${type.group}`;
}

/** `Channel.agents.platform.io`, and `Event` for the core group. */
export function qualifiedKind(type: ResourceType): string {
  return type.group === "" ? type.kind : `${type.kind}.${type.group}`;
}
