-- CreateIndex
CREATE INDEX "Attention_subject_level_idx" ON "Attention"("subject", "level");

-- Those who are here: few of many, found without looking at everybody.
CREATE INDEX "Principal_online" ON "Principal"("spaceId", "id") WHERE "connections" > 0;
