import type { NextRequest } from "next/server";
import { getRuntime } from "@/server/api";

type Context = { params: Promise<{ nextauth: string[] }> };

function handle(request: NextRequest, context: Context): Promise<Response> {
  return getRuntime().auth.handle(request, context);
}

export { handle as GET, handle as POST };
