import pino, { type Logger } from "pino";
import { env } from "./env";

export type { Logger };

/** The process's logger: JSON Lines on stderr, secrets removed by name. Use `logger.child({ service })` in each room. */
export const logger: Logger = pino(
  {
    level: env.LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "password",
        "seed",
        "jwt",
        "apiKey",
        "token",
        "*.password",
        "*.seed",
        "*.jwt",
        "*.apiKey",
        "*.token",
        "*.authorization",
      ],
      censor: "[removed]",
    },
  },
  pino.destination(2),
);
