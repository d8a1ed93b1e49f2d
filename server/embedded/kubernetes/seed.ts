import { randomUUID } from "node:crypto";
import { formatTime, isEqual, type KubeObject } from "./object";
import { definitionType } from "./resources/definition";
import type { Definition } from "./resources/from-definition";
import { namespaceType } from "./resources/namespace";
import type { Writing } from "./store/writing";
import { type ApiContext, keyOf } from "./verbs/context";
import { create } from "./verbs/create";

const initialNamespaces = ["default", "kube-system"];
const manager = "kube-apiserver";

/** Brings the stored definitions in line with the files, and makes the namespaces every cluster has. Changes nothing that is right already. */
export async function seed(context: ApiContext): Promise<void> {
  await context.store.write(async (writing) => {
    for (const definition of context.registry.definitions) await saveDefinition(writing, definition);
  });
  await removeStaleDefinitions(context);
  for (const name of initialNamespaces) {
    const target = { type: namespaceType, namespace: "" };
    if (await context.store.find(keyOf(target, name))) continue;
    const body = { value: { apiVersion: "v1", kind: "Namespace", metadata: { name } }, duplicates: [] };
    await create(context, target, body, { manager, isDryRun: false, fieldValidation: "Strict" });
  }
}

async function saveDefinition(writing: Writing, definition: Definition): Promise<void> {
  const key = keyOf({ type: definitionType, namespace: "" }, definition.metadata.name);
  const existing = await writing.find(key);
  const at = existing?.metadata.creationTimestamp ?? formatTime(writing.now);
  const { names, versions } = definition.spec;
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: "True",
    lastTransitionTime: at,
    reason,
    message,
  });
  const object: KubeObject = {
    ...definition,
    metadata: {
      ...definition.metadata,
      uid: existing?.metadata.uid ?? randomUUID(),
      generation: existing?.metadata.generation ?? 1,
      creationTimestamp: at,
      ...(existing?.metadata.resourceVersion ? { resourceVersion: existing.metadata.resourceVersion } : {}),
    },
    status: {
      acceptedNames: names,
      conditions: [
        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
        condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ],
      storedVersions: versions.filter(({ storage }) => storage).map(({ name }) => name),
    },
  };
  // Through JSON, so that what was read from YAML compares equal to what was stored.
  const next = JSON.parse(JSON.stringify(object)) as KubeObject;
  if (!existing) await writing.create(key, next);
  else if (!isEqual(next, existing)) await writing.replace(key, next, existing);
}

async function removeStaleDefinitions(context: ApiContext): Promise<void> {
  const { group, plural: resource } = definitionType;
  const known = new Set(context.registry.definitions.map(({ metadata }) => metadata.name));
  const { objects } = await context.store.list({ group, resource });
  for (const { key, object } of objects) {
    if (!known.has(key.name)) await context.store.write((writing) => writing.remove(key, object));
  }
}
