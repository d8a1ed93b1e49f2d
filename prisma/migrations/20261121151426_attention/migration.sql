-- CreateIndex
CREATE INDEX "Attention_subject_level_idx" ON "Attention"("subject", "level");
