import { handleApiRequest } from "@/server/api";

export const dynamic = "force-dynamic";

export { handleApiRequest as GET, handleApiRequest as POST };
