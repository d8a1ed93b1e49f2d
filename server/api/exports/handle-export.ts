import { AppError } from "@/server/kernel";
import { type ExportFormat, exportAudit, exportDecisions, exportFormats } from "@/server/policy";
import { type ApiContext, createApiContext } from "../context";
import { isCrossOrigin } from "../cross-origin";
import { answerFailure } from "../plain-answers";
import { enterSpace } from "../spaces/enter-space";
import { streamOf } from "./stream-of";

const exporters: Record<string, typeof exportAudit | typeof exportDecisions> = {
  audit: exportAudit,
  decisions: exportDecisions,
};

/**
 * Answers `GET /api/export/{audit|decisions}?spaceId=…&format=…` and the filters of the list with a file that is read from the
 * database as the browser takes it. Nothing of it is sent to somebody who may not administer the space.
 */
export async function handleExport(request: Request, log: string): Promise<Response> {
  return answerExport(await createApiContext(), request, log);
}

/** `handleExport` for whoever the context names. */
export async function answerExport(context: ApiContext, request: Request, log: string): Promise<Response> {
  const { runtime, user, origin } = context;
  try {
    if (isCrossOrigin(request.headers)) throw new AppError("FORBIDDEN", "Cross-origin calls are not served here.");
    const run = Object.hasOwn(exporters, log) ? exporters[log] : undefined;
    if (!run) throw new AppError("NOT_FOUND", "There is no such log.");
    if (!user) throw new AppError("UNAUTHORIZED", "Your session has ended. Sign in again.", { reason: "signed_out" });
    const given = inputOf(new URL(request.url).searchParams);
    const service = { ...runtime.serviceContext(user.actor), ...(origin && { origin }) };
    await enterSpace(service, { spaceId: given.spaceId, user });
    const file = await run(service, given);
    const { contentType, extension } = exportFormats[given.format];
    const name = `${log}-${safe(given.spaceId)}-${runtime.clock.now().toISOString().slice(0, 10)}.${extension}`;
    return new Response(
      streamOf(file, (err) => runtime.log.error({ err, log }, "an export broke off")),
      {
        headers: {
          "content-type": contentType,
          "content-disposition": `attachment; filename="${name}"`,
          "cache-control": "no-store",
        },
      },
    );
  } catch (error) {
    return answerFailure(error, runtime.log, "an export");
  }
}

/** The verbs check the values; what is repeated counts once, what is empty not at all. */
function inputOf(parameters: URLSearchParams): { spaceId: string; format: ExportFormat; [name: string]: unknown } {
  const given = Object.fromEntries([...parameters].filter(([, value]) => value !== ""));
  const { allowed } = given;
  return {
    ...given,
    spaceId: given["spaceId"] ?? "",
    format: (given["format"] ?? "jsonl") as ExportFormat,
    ...(allowed !== undefined && { allowed: allowed === "true" ? true : allowed === "false" ? false : allowed }),
  };
}

/** Letters that mean nothing in a header and in a file's name. */
function safe(text: string): string {
  return text.replace(/[^a-z0-9-]/g, "_");
}
