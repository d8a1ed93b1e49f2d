export { kubeconfigYaml } from "./kubeconfig";
export { type KubernetesApi, type KubernetesApiOptions, startKubernetesApi } from "./start";
