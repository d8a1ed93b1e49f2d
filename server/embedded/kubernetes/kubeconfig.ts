import { stringify } from "yaml";

/** A kubeconfig for the embedded server, with `namespace` as the one commands work in. Holds the token: write it for its owner only. */
export function kubeconfigYaml({ url, token, namespace }: { url: string; token: string; namespace: string }): string {
  const name = "parley";
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    // Plain HTTP on the loopback address: the client library wants to be told that there is no TLS to verify.
    clusters: [{ name, cluster: { server: url, "insecure-skip-tls-verify": true } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    "current-context": name,
  });
}
