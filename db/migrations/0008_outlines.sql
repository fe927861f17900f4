DROP INDEX "design_cohort_owner";--> statement-breakpoint
DROP INDEX "run_cohort_score";--> statement-breakpoint
DROP INDEX "run_cohort_created";--> statement-breakpoint
DROP INDEX "run_design";--> statement-breakpoint
ALTER TABLE "design" ADD COLUMN "outline" jsonb;--> statement-breakpoint
CREATE INDEX "design_own" ON "design" USING btree ("cohort_id","owner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "design_shared" ON "design" USING btree ("cohort_id","updated_at","id") WHERE "design"."is_shared";--> statement-breakpoint
CREATE INDEX "run_own_created" ON "run" USING btree ("cohort_id","started_by","created_at","id");--> statement-breakpoint
CREATE INDEX "run_best" ON "run" USING btree ("cohort_id","dataset_id","started_by","test_accuracy" DESC NULLS FIRST,"macro_f1" DESC NULLS FIRST,"params","finished_at","id") WHERE "run"."state" = 'finished' and "run"."test_accuracy" between 0 and 1 and "run"."macro_f1" between 0 and 1;--> statement-breakpoint
CREATE INDEX "run_cohort_created" ON "run" USING btree ("cohort_id","created_at","id");--> statement-breakpoint
CREATE INDEX "run_design" ON "run" USING btree ("design_id","created_at","id");