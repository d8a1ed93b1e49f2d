-- CreateIndex
CREATE INDEX "Thread_words_trgm" ON "Thread" USING GIN ("name" gin_trgm_ops, "topic" gin_trgm_ops);
