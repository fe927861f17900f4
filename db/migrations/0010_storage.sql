ALTER TABLE "worker" ADD COLUMN "is_disk_full" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "run_started_by" ON "run" USING btree ("started_by","state");