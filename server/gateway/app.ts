import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifySchemaCompiler, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { parseInput } from "./input";

/** A part of the server whose routes take what their zod schemas say. */
export type GatewayApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Holds requests to the schemas of their route: what is wrong is a VALIDATION that names each field. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    try {
      return { value: parseInput(schema, data) };
    } catch (error) {
      return { error: error as Error };
    }
  };

/** Answers go out as they are: tests hold them to their schemas, so that a page of history is not walked twice. */
export const serializerCompiler = () => (answer: unknown) => JSON.stringify(answer);
