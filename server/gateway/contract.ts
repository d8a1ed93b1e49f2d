import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";

interface Media {
  schema?: object;
  example?: unknown;
}

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: object; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

/** An OpenAPI document, as far as tests read it. */
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

export interface DescribedOperation extends Operation {
  method: string;
  path: string;
}

/** What a gateway's document promises, to hold its answers to. */
export interface Contract {
  operations: DescribedOperation[];
  /** Compiles the schema, references and all. */
  compile(schema: object): ValidateFunction;
  /** Throws what is wrong unless the document says that such an answer may come. */
  hold(answer: {
    method: string;
    path: string;
    status: number;
    type: string | null;
    body: unknown;
  }): DescribedOperation;
}

export function contractOf(document: ApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "document", components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

  function compile(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
    const known = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
    compiled.set(text, known);
    return known;
  }

  return {
    operations,
    compile,
    hold({ method, path, status, type, body }) {
      const operation = operations.find((one) => one.method === method && matches(one.path, path));
      if (!operation) throw new Error(`${method} ${path} is not in the document`);
      const where = `${operation.operationId} ${status}`;
      const response = operation.responses[status];
      if (!response) throw new Error(`${where} is not in the document: ${JSON.stringify(body)}`);
      const media = response.content?.[(type ?? "").split(";", 1)[0] ?? ""];
      if (!media?.schema) throw new Error(`${where} as ${type} is not in the document`);
      const validate = compile(media.schema);
      if (!validate(body)) throw new Error(`${where} is not as described: ${ajv.errorsText(validate.errors)}`);
      return operation;
    },
  };
}

function matches(template: string, path: string): boolean {
  const parts = template.split("/");
  const given = path.split("?", 1)[0]?.split("/") ?? [];
  return parts.length === given.length && parts.every((part, index) => part.startsWith("{") || part === given[index]);
}
