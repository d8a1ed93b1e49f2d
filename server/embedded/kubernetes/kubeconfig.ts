import { stringify } from "yaml";
import { authorityCertificate } from "./tls/authority";

/**
 * A kubeconfig for the embedded server, with `namespace` as the one commands work in. It trusts exactly the server that holds the same token, which need not
 * run yet. Holds the token: write it for its owner only.
 */
export function kubeconfigYaml(options: { url: string; token: string; namespace: string }): string {
  const { url, token, namespace } = options;
  const name = "parley";
  const authority = Buffer.from(authorityCertificate(token)).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: url, "certificate-authority-data": authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    "current-context": name,
  });
}
