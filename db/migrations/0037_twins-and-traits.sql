CREATE TABLE "entry_trait" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"weights_sha256" text NOT NULL,
	"sketch" jsonb,
	"trace" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design_change" (
	"design_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"changes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "design_change_design_id_revision_pk" PRIMARY KEY("design_id","revision")
);
--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "twin_of" uuid;--> statement-breakpoint
ALTER TABLE "entry_trait" ADD CONSTRAINT "entry_trait_submission_id_competition_entry_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."competition_entry"("submission_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_change" ADD CONSTRAINT "design_change_design_id_design_id_fk" FOREIGN KEY ("design_id") REFERENCES "public"."design"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_twin_of_run_id_fk" FOREIGN KEY ("twin_of") REFERENCES "public"."run"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "run_twin" ON "run" USING btree ("twin_of") WHERE "run"."state" not in ('failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "run_twin_of" ON "run" USING btree ("twin_of","created_at");