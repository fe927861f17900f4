CREATE TABLE "run_mark" (
	"user_id" text NOT NULL,
	"run_id" uuid NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"copy_id" uuid,
	CONSTRAINT "run_mark_user_id_run_id_pk" PRIMARY KEY("user_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "run_evaluation" ADD COLUMN "activity" jsonb;--> statement-breakpoint
ALTER TABLE "run_mark" ADD CONSTRAINT "run_mark_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_mark" ADD CONSTRAINT "run_mark_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_mark" ADD CONSTRAINT "run_mark_copy_id_design_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."design"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_mark_run" ON "run_mark" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "run_mark_copy" ON "run_mark" USING btree ("copy_id");