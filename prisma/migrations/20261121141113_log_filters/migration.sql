-- CreateIndex
CREATE INDEX "DecisionLog_spaceId_resource_id_idx" ON "DecisionLog"("spaceId", "resource", "id");

-- CreateIndex
CREATE INDEX "AuditLog_spaceId_target_id_idx" ON "AuditLog"("spaceId", "target", "id");
