import { freePort, kubeconfigYaml, startKubernetesApi } from "@/server/embedded";
import { createKubernetes, type Kubernetes } from "@/server/kubernetes";
import type { TestWorld } from "./world";

/** The embedded API server on a world's database, and a client for it. */
export interface TestCluster {
  kube: Kubernetes;
  url: string;
  /** YAML text. */
  kubeconfig: string;
  /** A namespace that says it is a space; making it one is the operator's part. */
  createSpaceNamespace(displayName?: string): Promise<string>;
  /** The API server goes away. */
  stop(): Promise<void>;
  /** It is back at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const host = "127.0.0.1";
const token = "test-token";

export async function startCluster(world: TestWorld): Promise<TestCluster> {
  const { db, log } = world;
  const port = await freePort();
  const launch = () => startKubernetesApi({ db, host, port, token, crdFolder: "deploy/crds", log });
  let api = await launch();
  const kubeconfig = kubeconfigYaml({ url: api.url, token, namespace: "default" });
  const kube = createKubernetes({ kubeconfig, log });
  return {
    kube,
    url: api.url,
    kubeconfig,
    async createSpaceNamespace(displayName = "Test space") {
      const name = world.unique("space");
      const labels = { "agents.platform.io/space": "true" };
      const annotations = { "agents.platform.io/display-name": displayName };
      await kube.namespaces.create({ metadata: { name, labels, annotations } });
      return name;
    },
    stop: () => api.stop(),
    async start() {
      api = await launch();
    },
    async close() {
      kube.close();
      await api.stop();
    },
  };
}
