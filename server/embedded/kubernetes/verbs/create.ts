import { randomInt, randomUUID } from "node:crypto";
import { alreadyExists, badRequest, forbidden, notFound } from "../api-error";
import { trackUpdate } from "../fields/track-update";
import { formatTime, type KubeObject } from "../object";
import { namespaceType } from "../resources/namespace";
import { apiVersionOf } from "../resources/resource-type";
import type { Writing } from "../store/writing";
import { checkObject } from "./check";
import { type ApiContext, keyOf, type Target, type WriteOptions } from "./context";
import { type Body, decodeObject, normalize } from "./decode";

const generatedCharacters = "bcdfghjklmnpqrstvwxz2456789";
const generatedLength = 5;
const generateAttemptsMax = 8;

export interface WriteResult {
  object: KubeObject;
  warnings: string[];
}

/** POST: makes a new object. 409 when the name is taken, 404 when the namespace does not exist, 422 when the schema is broken. */
export async function create(
  context: ApiContext,
  target: Target,
  body: Body,
  options: WriteOptions,
): Promise<WriteResult> {
  const { object, warnings } = decodeObject(target, body, options.fieldValidation);
  if (object.metadata.resourceVersion) throw badRequest("resourceVersion should not be set on objects to be created");
  const created = await context.store.write((writing) =>
    insert(writing, target, object, options, (draft) => {
      const writer = { manager: options.manager, subresource: "", now: writing.now };
      trackUpdate(target.type, identityOf(draft), draft, writer);
    }),
  );
  return { object: created, warnings };
}

/** Stores a new object. `own` records who owns its fields, once its defaults are filled in. */
export async function insert(
  writing: Writing,
  target: Target,
  object: KubeObject,
  options: WriteOptions,
  own: (object: KubeObject) => void,
): Promise<KubeObject> {
  await checkNamespaceAccepts(writing, target, object);
  prepare(target, object, writing.now);
  object.metadata.name = await chooseName(writing, target, object);
  own(object);
  checkObject(target.type, object, undefined);
  if (await writing.find(keyOf(target, object.metadata.name))) throw alreadyExists(target.type, object.metadata.name);
  return options.isDryRun ? object : writing.create(keyOf(target, object.metadata.name), object);
}

/** What an object is before anybody has set a field of it. */
export function identityOf(object: KubeObject): KubeObject {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, metadata: { name, ...(namespace ? { namespace } : {}) } };
}

function prepare({ type }: Target, object: KubeObject, now: Date): void {
  const { metadata } = object;
  object.apiVersion = apiVersionOf(type);
  object.kind = type.kind;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.resourceVersion;
  metadata.uid = randomUUID();
  metadata.creationTimestamp = formatTime(now);
  if (type.hasGeneration) metadata.generation = 1;
  else delete metadata.generation;
  if (type.hasStatus) delete object["status"];
  if (type === namespaceType) {
    object["spec"] = { finalizers: ["kubernetes"] };
    object["status"] = { phase: "Active" };
    if (metadata.name) metadata.labels = { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name };
  }
  normalize(type, object);
}

async function chooseName(writing: Writing, target: Target, object: KubeObject): Promise<string> {
  const { name, generateName } = object.metadata;
  if (name || !generateName) return name;
  for (let attempt = 0; attempt < generateAttemptsMax; attempt += 1) {
    const suffix = Array.from(
      { length: generatedLength },
      () => generatedCharacters[randomInt(generatedCharacters.length)],
    );
    const candidate = `${generateName}${suffix.join("")}`;
    if (!(await writing.find(keyOf(target, candidate)))) return candidate;
  }
  throw alreadyExists(target.type, generateName);
}

async function checkNamespaceAccepts(writing: Writing, target: Target, object: KubeObject): Promise<void> {
  if (!target.type.isNamespaced) return;
  const namespace = await writing.find(keyOf({ type: namespaceType, namespace: "" }, target.namespace));
  if (!namespace) throw notFound(namespaceType, target.namespace);
  if (!namespace.metadata.deletionTimestamp) return;
  const name = object.metadata.name || object.metadata.generateName || "";
  throw forbidden(
    target.type,
    name,
    `unable to create new content in namespace ${target.namespace} because it is being terminated`,
    [
      {
        reason: "NamespaceTerminating",
        message: `namespace ${target.namespace} is being terminated`,
        field: "metadata.namespace",
      },
    ],
  );
}
