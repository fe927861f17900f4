ALTER TABLE "artifact" ALTER COLUMN "kind" SET DATA TYPE text;--> statement-breakpoint
DROP TYPE "public"."artifact_kind";--> statement-breakpoint
CREATE TYPE "public"."artifact_kind" AS ENUM('onnx');--> statement-breakpoint
ALTER TABLE "artifact" ALTER COLUMN "kind" SET DATA TYPE "public"."artifact_kind" USING "kind"::"public"."artifact_kind";--> statement-breakpoint
CREATE INDEX "run_design" ON "run" USING btree ("design_id");--> statement-breakpoint
CREATE INDEX "prediction_queued" ON "prediction" USING btree ("created_at") WHERE "prediction"."state" = 'queued';