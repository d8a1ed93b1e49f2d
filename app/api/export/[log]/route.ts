import { handleExport } from "@/server/api";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ log: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { log } = await params;
  return handleExport(request, log);
}
