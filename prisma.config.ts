import { defineConfig } from "prisma/config";

// The running code connects through the driver adapter; this address only serves people who run the Prisma CLI by hand.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
