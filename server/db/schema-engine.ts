import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Pool } from "pg";

interface EngineBindings {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** Postgres itself splits a script into its statements: the adapter would cut function bodies at their semicolons. */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] });
    };
    return adapter;
  }
}

let linked: Promise<EngineBindings> | undefined;

/**
 * Prisma's schema engine, in its WebAssembly build: the native one would be a download at install time.
 * The package's own loader is made for bundlers, so the module is compiled and linked here, once for each process.
 */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  schemaPath: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  linked ??= linkBindings();
  const bindings = await linked;
  const schema = await readFile(schemaPath, "utf8");
  // The engine closes no connections, so the pool is ours.
  const pool = new Pool({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels: [[schemaPath, schema]] }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

async function linkBindings(): Promise<EngineBindings> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const url = pathToFileURL(script).href;
  const bindings = (await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ url)) as EngineBindings;
  const module = await WebAssembly.compile(await readFile(join(dirname(script), "schema_engine_bg.wasm")));
  const imports = Object.fromEntries(
    WebAssembly.Module.imports(module).map((entry) => [entry.module, { ...bindings }]),
  );
  const instance = await WebAssembly.instantiate(module, imports as unknown as WebAssembly.Imports);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message() {} } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return bindings;
}
