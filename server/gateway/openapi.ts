import swagger, { type SwaggerTransform, type SwaggerTransformObject } from "@fastify/swagger";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { OpenAPIV3_1 } from "openapi-types";
import { z } from "zod";
import type { GatewayApp } from "./app";

declare module "fastify" {
  interface FastifySchema {
    /** Bodies by content type, described and not checked: for a route that answers whatever comes. */
    documentedBody?: Record<string, z.ZodType>;
  }
}

type Document = OpenAPIV3_1.Document;
type JsonSchema = Record<string, unknown>;

const info = {
  title: "Parley gateway",
  version: "1",
  description: [
    "What agents and tools can do over HTTP, in one space each.",
    "Every failure has the one form `Error`; a message that is refused gets a verdict with the rule and the reason.",
    "Answers carry `x-request-id`; beyond the rate limits they are 429 with `Retry-After`.",
  ].join("\n\n"),
};

const bearer = { type: "http", scheme: "bearer" } as const;
const securitySchemes = {
  apiKey: { ...bearer, bearerFormat: "pk_…", description: "An API key of the agent, made by an admin and shown once." },
  sessionToken: {
    ...bearer,
    bearerFormat: "ps_…",
    description: "What `POST …/auth/token` gives to the holder of the agent's nkey; good for ten minutes.",
  },
  issuerToken: {
    ...bearer,
    bearerFormat: "JWT",
    description:
      "A token (RFC 7519) of an issuer that the space trusts, for a subject that is linked to the agent: of an OpenID provider, or of a Kubernetes service account.",
  },
};

const tags = [
  { name: "Authentication", description: "How the holder of an nkey proves who it is." },
  { name: "Messages", description: "Posting, reading, and credentials for the live connection." },
  { name: "Attachments", description: "Files that messages name." },
  { name: "Channels", description: "What there is to read." },
  { name: "Policy", description: "Who may do what, and why." },
  { name: "Moderation", description: "Roles and blocks on a channel, for those who may change them." },
  { name: "About", description: "The gateway itself." },
];

/** A schema that says with `documentedAs` in its metadata what it is to the outside stands as that. */
const zodToJsonConfig = {
  override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }) => {
    const { documentedAs } = (z.globalRegistry.get(zodSchema) ?? {}) as { documentedAs?: JsonSchema };
    if (!documentedAs) return;
    const { description, default: whenAbsent } = jsonSchema;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, documentedAs, description && { description });
    if (whenAbsent !== undefined) jsonSchema["default"] = whenAbsent;
  },
};
const transformSchema = createJsonSchemaTransform({ zodToJsonConfig });
const transformComponents = createJsonSchemaTransformObject({ zodToJsonConfig });

const transform: SwaggerTransform = (given) => {
  const { documentedBody, ...schema } = given.schema ?? {};
  const made = transformSchema({ ...given, schema } as Parameters<typeof transformSchema>[0]);
  if (documentedBody) made.schema = { ...made.schema, body: { content: contentOf(documentedBody, given) } };
  return made;
};

/** Bodies as the transformation of requests has them, one by one. */
function contentOf(bodies: Record<string, z.ZodType>, given: Parameters<SwaggerTransform>[0]) {
  return Object.fromEntries(
    Object.entries(bodies).map(([type, body]) => {
      const one = { ...given, schema: { body } } as Parameters<typeof transformSchema>[0];
      return [type, { schema: transformSchema(one).schema.body }];
    }),
  );
}

const transformObject: SwaggerTransformObject = (given) => {
  const document = transformComponents(given) as Document;
  for (const operation of operationsOf(document)) describeHeaders(operation);
  const schemas = document.components?.schemas ?? {};
  const used = schemasUsedIn(document.paths, schemas);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
};

function operationsOf({ paths = {} }: Document): OpenAPIV3_1.OperationObject[] {
  return Object.values(paths).flatMap((item) =>
    Object.values(item ?? {}).filter((part) => typeof part === "object" && "responses" in part),
  );
}

const seconds = { description: "Seconds to wait.", schema: { type: "integer", minimum: 1 } } as const;
const headersOfStatus: Record<string, Record<string, OpenAPIV3_1.HeaderObject>> = {
  401: { "WWW-Authenticate": { schema: { type: "string", enum: ["Bearer"] } } },
  429: { "Retry-After": seconds },
  503: { "Retry-After": seconds },
};

function describeHeaders({ responses = {} }: OpenAPIV3_1.OperationObject): void {
  for (const [status, response] of Object.entries(responses)) {
    const headers = headersOfStatus[status];
    if (headers && response) Object.assign(response, { headers });
  }
}

/** Names of the component schemas that `from` refers to, over others too. */
function schemasUsedIn(from: unknown, schemas: Record<string, unknown>, used = new Set<string>()): Set<string> {
  for (const [, name = ""] of JSON.stringify(from ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (used.has(name)) continue;
    used.add(name);
    schemasUsedIn(schemas[name], schemas, used);
  }
  return used;
}

/** From here on every route with a schema is in the document. Called before the routes are. */
export async function describeRoutes(app: GatewayApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info,
      servers: [{ url: "/", description: "This gateway" }],
      tags,
      components: { securitySchemes },
      security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
    },
    transform,
    transformObject,
  });
}

/** `GET /v1/openapi.json`: the document, for everybody. */
export function documentRoute(app: GatewayApp): void {
  app.get(
    "/v1/openapi.json",
    {
      schema: {
        operationId: "describe",
        summary: "This document",
        tags: ["About"],
        security: [],
        response: {
          200: {
            description: "OpenAPI 3.1.",
            content: {
              "application/json": {
                schema: z.looseObject({ openapi: z.string() }).meta({ examples: [{ openapi: "3.1.0" }] }),
              },
            },
          },
        },
      },
    },
    () => app.swagger() as Document & { openapi: string },
  );
}
