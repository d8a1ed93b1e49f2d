const services = "policy|operator|fanout|logger|history|gateway|events";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", comment: "A cycle means two rooms are one, or a third is missing.", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", comment: "An import that resolves to nothing fails at run time.", from: {}, to: { couldNotResolve: true } },
    { name: "kernel-knows-nobody", severity: "error", comment: "The kernel is under everything.", from: { path: "^server/kernel/" }, to: { path: "^(server/(?!kernel/)|sdk|app|components)" } },
    { name: "sdk-knows-nobody", severity: "error", comment: "Agents install the SDK alone.", from: { path: "^sdk/" }, to: { path: "^(server|app|components)/" } },
    { name: "protocol-is-a-leaf", severity: "error", comment: "Every side imports the protocol; it imports no side.", from: { path: "^sdk/protocol/" }, to: { path: "^(sdk/(?!protocol/)|server|app|components)" } },
    { name: "db-knows-the-kernel-only", severity: "error", comment: "The database room holds no policy.", from: { path: "^server/db/" }, to: { path: "^(server/(?!db/|kernel/)|sdk|app|components)" } },
    { name: "nats-and-kubernetes-are-clients", severity: "error", comment: "Clients of the outside know no service.", from: { path: "^server/(nats|kubernetes)/", pathNot: "\\.test\\.ts$" }, to: { path: `^server/(${services}|api|auth|main|embedded|testing)/|^(app|components)/` } },
    { name: "services-face-down", severity: "error", comment: "A service never knows who serves it to the world.", from: { path: `^server/(${services})/`, pathNot: "\\.test\\.ts$" }, to: { path: "^(app|components)/|^server/(api|auth|main|embedded|testing)/" } },
    { name: "service-to-service-by-index", severity: "error", comment: "A room's inside is its own.", from: { path: `^server/(${services})/` }, to: { path: `^server/(${services})/(?!index\\.ts$)`, pathNot: "^server/$1/" } },
    { name: "rooms-by-index", severity: "error", comment: "A room's inside is its own.", from: { path: "^server/([^/]+)/" , pathNot: "\\.test\\.ts$" }, to: { path: "^server/[^/]+/(?!index\\.ts$)", pathNot: "^server/$1/" } },
    { name: "embedded-is-optional", severity: "error", comment: "Only the start-up and the tests know that servers can be embedded.", from: { path: "^server/(?!embedded/|main/|testing/)", pathNot: "\\.test\\.ts$" }, to: { path: "^server/embedded/" } },
    { name: "components-are-client-code", severity: "error", comment: "Only the types of the API reach the browser.", from: { path: "^components/" }, to: { path: "^(server|app)/", dependencyTypesNot: ["type-only"] } },
    { name: "app-goes-through-the-api", severity: "error", comment: "Routes parse, call and render.", from: { path: "^app/" }, to: { path: "^server/(?!api/|auth/|kernel/)" } },
    { name: "tests-stay-out", severity: "error", comment: "What ships does not import what tests.", from: { pathNot: "(\\.test\\.tsx?$|\\.spec\\.ts$|^server/testing/|^e2e/|^bench/|config\\.ts$)" }, to: { path: "(\\.test\\.tsx?$|^server/testing/|^e2e/)" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|\\.next|dist|generated)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"], mainFields: ["module", "main", "types"], extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".json"] },
  },
};
