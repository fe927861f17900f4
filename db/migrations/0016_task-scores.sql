-- A classification's score is its test accuracy and its tie break the macro F1, so that rows keep their values.
DROP INDEX "run_best";--> statement-breakpoint
ALTER TABLE "run" RENAME COLUMN "test_accuracy" TO "score";--> statement-breakpoint
ALTER TABLE "run" RENAME COLUMN "macro_f1" TO "tie_break";--> statement-breakpoint
CREATE INDEX "run_best" ON "run" USING btree ("cohort_id","dataset_version_id","started_by","score" DESC NULLS FIRST,"tie_break" DESC NULLS FIRST,"params","finished_at","id") WHERE "run"."state" = 'finished' and "run"."score" > '-infinity' and "run"."score" < 'infinity' and "run"."tie_break" > '-infinity' and "run"."tie_break" < 'infinity';
