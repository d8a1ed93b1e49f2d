import { z } from "zod";
import { readTrustedProxies } from "./client-address";

const port = z.coerce.number().int().min(1).max(65535);
const trustedProxies = z.string().superRefine((list, check) => {
  try {
    readTrustedProxies(list);
  } catch (error) {
    check.addIssue({ code: "custom", message: String(error instanceof Error ? error.message : error) });
  }
});
const mediaTypes = z
  .string()
  .regex(
    /^(none|[\w.+-]+\/[\w.+-]+(,[\w.+-]+\/[\w.+-]+)*)$/,
    "media types such as application/x-elf, separated by commas, or none",
  );

/** Every setting of a Parley process. `.env.example` describes them for people; a test keeps the two equal. */
export const envSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PARLEY_SECRET: z.string().min(32, "at least 32 characters").optional(),
  PARLEY_HOME: z.string().default(".parley"),
  PARLEY_DEMO: z.stringbool().default(true),
  NATS_URL: z.string().optional(),
  NATS_WS_URL: z.string().optional(),
  NATS_OPERATOR_SEED_FILE: z.string().optional(),
  NATS_SYSTEM_CREDS_FILE: z.string().optional(),
  NATS_SERVER_BIN: z.string().optional(),
  NATS_PORT: port.default(7420),
  NATS_WS_PORT: port.default(7421),
  POSTGRES_PORT: port.default(7430),
  KUBECONFIG: z.string().optional(),
  KUBERNETES_PORT: port.default(7440),
  KUBERNETES_TOKEN_FILE: z.string().optional(),
  NEXTAUTH_URL: z.string().optional(),
  NEXTAUTH_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  CONSOLE_HOST: z.string().default("127.0.0.1"),
  CONSOLE_PORT: port.default(7400),
  GATEWAY_HOST: z.string().default("127.0.0.1"),
  GATEWAY_PORT: port.default(7410),
  GATEWAY_URL: z.string().optional(),
  GATEWAY_CALLER_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(12_000),
  GATEWAY_ADDRESS_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(60_000),
  TRUSTED_PROXIES: trustedProxies.optional(),
  CREDENTIAL_TTL_SECONDS: z.coerce.number().int().min(30).max(3600).default(600),
  ATTACHMENT_BYTES_MAX: z.coerce.number().int().min(1).max(1_073_741_824).default(26_214_400),
  ATTACHMENT_SPACE_BYTES_MAX: z.coerce.number().int().min(0).default(10_737_418_240),
  ATTACHMENT_PRINCIPAL_BYTES_PER_DAY: z.coerce.number().int().min(0).default(1_073_741_824),
  ATTACHMENT_UPLOADS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  ATTACHMENT_TYPES_BLOCKED: mediaTypes.default(
    "application/x-msdownload,application/x-elf,application/x-mach-binary,application/x.ms.shortcut",
  ),
  CHANNEL_PURGE_DELAY_SECONDS: z.coerce.number().int().min(0).default(86_400),
  DECISION_LOG_GRANTS_ONE_IN: z.coerce.number().int().min(0).max(1_000_000).default(1_000),
  DECISION_LOG_RETENTION_DAYS: z.coerce.number().int().min(0).max(36_500).default(30),
  AUDIT_LOG_RETENTION_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
});

export type Env = z.infer<typeof envSchema>;

/** Reads and checks the environment. Throws one error that names each wrong variable and what it should be. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not valid:\n${lines.join("\n")}\nSee .env.example for what each one means.`);
}

/** The environment of this process, read once. Nothing else reads `process.env`. */
export const env: Env = readEnv(process.env);

/** The value of a setting this process cannot do without. */
export function requireEnv<Name extends keyof Env>(name: Name): NonNullable<Env[Name]> {
  const value = env[name];
  if (value === undefined || value === null) throw new Error(`${name} is not set. See .env.example for what it means.`);
  return value as NonNullable<Env[Name]>;
}
