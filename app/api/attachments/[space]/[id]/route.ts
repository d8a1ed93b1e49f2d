import { handleDownload } from "@/server/api";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ space: string; id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { space, id } = await params;
  return handleDownload(request, space, id);
}
