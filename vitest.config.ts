import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL("./", import.meta.url)).replace(/\/$/, "") };
const include = (suffix: string) => [`{app,bench,components,demo,sdk,server}/**/*${suffix}`];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", include: include(".test.{ts,tsx}"), exclude: ["**/*.int.test.ts", "**/node_modules/**"] },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: include(".int.test.ts"),
          globalSetup: ["server/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // Conditions on real servers are waited for; a busy machine must not fail them.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
