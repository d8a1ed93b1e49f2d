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

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40"><text x="4" y="27" font-family="system-ui, sans-serif" font-size="22" font-weight="600" fill="#fff">Parley</text></svg>`;

/** `GET /v1/docs`: the document as a page to read and to try things out on. */
export async function docsPage(app: GatewayApp): Promise<void> {
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
  });
  await app.register(swaggerUi, {
    routePrefix: "/v1/docs",
    staticCSP: contentSecurityPolicy,
    theme: { title: "Parley gateway" },
    logo: { type: "image/svg+xml", content: Buffer.from(logo) },
    uiConfig: { validatorUrl: null, docExpansion: "list", deepLinking: true, tryItOutEnabled: false },
  });
}
