import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { type Definition, isDefinition } from "./from-definition";

/** Every CustomResourceDefinition in the YAML files of a folder, in the order of the file names. */
export async function loadDefinitions(folder: string): Promise<Definition[]> {
  const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const definitions: Definition[] = [];
  for (const file of files) {
    for (const document of parseAllDocuments(await readFile(join(folder, file), "utf8"))) {
      const [error] = document.errors;
      if (error) throw new Error(`${join(folder, file)} is not valid YAML: ${error.message}`);
      const value: unknown = document.toJS();
      if (isDefinition(value)) definitions.push(value);
    }
  }
  if (definitions.length === 0) throw new Error(`There is no CustomResourceDefinition in ${folder}.`);
  return definitions;
}
