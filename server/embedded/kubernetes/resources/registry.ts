import { definitionType } from "./definition";
import { eventType } from "./event";
import { type Definition, typeOfDefinition } from "./from-definition";
import { leaseType } from "./lease";
import { namespaceType } from "./namespace";
import type { ResourceType } from "./resource-type";

export interface Registry {
  types: ResourceType[];
  definitions: Definition[];
  find(group: string, version: string, plural: string): ResourceType | undefined;
  findKind(apiVersion: string, kind: string): ResourceType | undefined;
}

/** The kinds every cluster has that this one serves, and one for each definition. */
export function createRegistry(definitions: Definition[]): Registry {
  const types = [namespaceType, eventType, leaseType, definitionType, ...definitions.map(typeOfDefinition)];
  return {
    types,
    definitions,
    find: (group, version, plural) =>
      types.find((type) => type.group === group && type.version === version && type.plural === plural),
    findKind: (apiVersion, kind) => {
      const [version, group = ""] = apiVersion.split("/").reverse();
      return types.find((type) => type.group === group && type.version === version && type.kind === kind);
    },
  };
}
