CREATE TABLE "run_curve" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"curve" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "run_curve" ADD CONSTRAINT "run_curve_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;