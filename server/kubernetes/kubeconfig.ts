import { delimiter } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";

/**
 * A kubeconfig from its YAML text, from one or more paths (`KUBECONFIG`), or, when absent, from the pod's service account.
 * Throws when it names no cluster.
 */
export function loadKubeconfig(kubeconfig: string | undefined): KubeConfig {
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromCluster();
  else if (kubeconfig.includes("\n")) config.loadFromString(kubeconfig);
  else loadFiles(config, kubeconfig.split(delimiter));
  if (config.getCurrentCluster() === null) throw new Error("The kubeconfig has no current context with a cluster.");
  // The client refuses plain HTTP unless TLS checks are off; a plain server has no TLS to check.
  config.clusters = config.clusters.map((cluster) =>
    cluster.server.startsWith("http://") ? { ...cluster, skipTLSVerify: true } : cluster,
  );
  return config;
}

function loadFiles(config: KubeConfig, paths: string[]): void {
  const [first, ...others] = paths.filter((path) => path !== "");
  if (first === undefined) throw new Error("The path of the kubeconfig is empty.");
  config.loadFromFile(first);
  for (const path of others) {
    const more = new KubeConfig();
    more.loadFromFile(path);
    config.mergeConfig(more, true);
  }
}

/** The namespace of the current context; `default` when it names none. */
export function currentNamespace(config: KubeConfig): string {
  return config.getContextObject(config.getCurrentContext())?.namespace ?? "default";
}
