-- CreateTable
CREATE TABLE "ExpiredMessages" (
    "spaceId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "through" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExpiredMessages_pkey" PRIMARY KEY ("spaceId","subject")
);

-- CreateTable
CREATE TABLE "StreamHole" (
    "spaceId" TEXT NOT NULL,
    "from" BIGINT NOT NULL,
    "through" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StreamHole_pkey" PRIMARY KEY ("spaceId","through")
);
