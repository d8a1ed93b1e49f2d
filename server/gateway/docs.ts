import swaggerUi from "@fastify/swagger-ui";
import type { GatewayApp } from "./app";

/** Everything comes from this server, and nothing on the page may reach another. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `GET /v1/docs`: the document as a page to read and to try things out on. */
export async function docsPage(app: GatewayApp): Promise<void> {
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
  });
  await app.register(swaggerUi, {
    routePrefix: "/v1/docs",
    staticCSP: contentSecurityPolicy,
    theme: { title: "Parley gateway" },
    // Without the bar that asks for another document's address.
    uiConfig: { layout: "BaseLayout", validatorUrl: null, docExpansion: "list", deepLinking: true },
  });
}
