import type { NextConfig } from "next";

// The Content-Security-Policy is made per request in proxy.ts, because it holds a nonce; these never change.
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks the types of everything; a start does not wait for that again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pino",
    "@kubernetes/client-node",
    "@nats-io/nats-core",
    "@nats-io/transport-node",
    "@nats-io/jetstream",
    "@nats-io/jwt",
    "@nats-io/nkeys",
    "@nats-io/obj",
    "sharp",
  ],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
