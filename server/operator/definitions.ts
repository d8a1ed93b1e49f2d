import { AppError } from "@/server/kernel";
import {
  apiVersionOf,
  type CustomResourceDefinition,
  channelKind,
  isNotFound,
  type Kubernetes,
  type ResourceKind,
  type SchemaNode,
  threadKind,
} from "@/server/kubernetes";

/** Fields this version of the operator reads or writes; a definition without them would silently drop them. */
const requiredFields: Record<string, readonly string[]> = {
  Channel: [
    "spec.visibility",
    "spec.authorizedGroups",
    "spec.enablePersistence",
    "spec.retentionPolicy",
    "spec.displayName",
    "spec.topic",
    "spec.paused",
    "status.state",
    "status.natsSubject",
    "status.observedGeneration",
    "status.conditions",
  ],
  Thread: [
    "spec.channel",
    "spec.participantsGroups",
    "spec.displayName",
    "spec.topic",
    "status.state",
    "status.natsSubject",
    "status.observedGeneration",
    "status.conditions",
  ],
};

const remedy = "Apply the current ones: kubectl apply -k deploy/crds";

/** The API server knows Channel and Thread as this version needs them. Throws PRECONDITION_FAILED that names what is missing or older. */
export async function checkDefinitions(kube: Kubernetes): Promise<void> {
  const problems: string[] = [];
  for (const kind of [channelKind, threadKind]) problems.push(...(await problemsOf(kube, kind)));
  if (problems.length === 0) return;
  throw new AppError("PRECONDITION_FAILED", `The Kubernetes API at ${kube.server} ${problems.join("; ")}. ${remedy}`, {
    reason: "crd_outdated",
  });
}

async function problemsOf(kube: Kubernetes, kind: ResourceKind): Promise<string[]> {
  const name = `${kind.plural}.${kind.group}`;
  const served = await kube.discover(apiVersionOf(kind));
  if (!served.includes(kind.plural)) return [`has no custom resource ${name}/${kind.version}`];
  if (!served.includes(`${kind.plural}/status`)) return [`has ${name} without its status subresource`];
  const definition = await readDefinition(kube, name);
  const missing = definition === undefined ? [] : missingFields(definition, kind);
  return missing.length === 0 ? [] : [`has an older ${name}, without ${missing.join(", ")}`];
}

/** The definition itself; nothing where it may not be read, since discovery then has to do. */
async function readDefinition(kube: Kubernetes, name: string): Promise<CustomResourceDefinition | undefined> {
  try {
    return await kube.definitions.get({ name });
  } catch (error) {
    if (isNotFound(error) || (error instanceof AppError && error.reason === "kubernetes_forbidden")) return undefined;
    throw error;
  }
}

/** Paths that the definition's schema lacks. */
export function missingFields(definition: CustomResourceDefinition, kind: ResourceKind): string[] {
  const version = definition.spec.versions.find(({ name }) => name === kind.version);
  const schema = version?.schema?.openAPIV3Schema;
  return (requiredFields[kind.kind] ?? []).filter((path) => !hasField(schema, path.split(".")));
}

function hasField(node: SchemaNode | undefined, path: string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return node !== undefined;
  return hasField(node?.properties?.[first], rest);
}
