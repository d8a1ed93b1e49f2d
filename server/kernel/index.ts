export { type Actor, describeActor, type PlatformRole } from "./actor";
export type { Bus, BusEvents, BusTopic } from "./bus";
export { type Clock, systemClock } from "./clock";
export { type Env, env, envSchema, readEnv, requireEnv } from "./env";
export { AppError, type ErrorCode, errorCodes, type FieldProblem, internalErrorMessage } from "./errors";
export { newId } from "./ids";
export { type Logger, logger } from "./log";
export { createPassword, hashPassword, passwordStamp, verifyPassword } from "./passwords";
export { seal, unseal } from "./seal";
