import { handleUpload } from "@/server/api";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ space: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { space } = await params;
  return handleUpload(request, space);
}
