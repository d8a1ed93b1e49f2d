import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const tcpTransport = "@nats-io/transport-node";

describe("the SDK in a browser", () => {
  it("bundles without a Node module and without the schemas, the TCP transport being loaded only when it is asked for", async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL("./index.ts", import.meta.url))],
      alias: { "@": fileURLToPath(new URL("../", import.meta.url)) },
      bundle: true,
      format: "esm",
      platform: "browser",
      external: [tcpTransport],
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    const node = imports.filter(({ path }) => path.startsWith("node:") || builtinModules.includes(path));
    expect(node).toEqual([]);
    expect(imports.filter(({ path }) => path === tcpTransport)).toMatchObject([{ kind: "dynamic-import" }]);
    const shipped = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    expect(
      shipped.filter(([path, { bytesInOutput }]) => path.includes("node_modules/zod/") && bytesInOutput > 0),
    ).toEqual([]);
  });
});
