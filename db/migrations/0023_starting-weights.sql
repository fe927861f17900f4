CREATE TABLE "weights" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cohort_id" uuid NOT NULL,
	"owner_id" text,
	"source" text NOT NULL,
	"storage_key" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"shapes" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "design" ADD COLUMN "weights_id" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "weights_id" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "started_from" jsonb;--> statement-breakpoint
ALTER TABLE "weights" ADD CONSTRAINT "weights_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weights" ADD CONSTRAINT "weights_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "weights_same" ON "weights" USING btree ("cohort_id","owner_id","sha256");--> statement-breakpoint
CREATE INDEX "weights_owner" ON "weights" USING btree ("owner_id");--> statement-breakpoint
ALTER TABLE "design" ADD CONSTRAINT "design_weights_id_weights_id_fk" FOREIGN KEY ("weights_id") REFERENCES "public"."weights"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_weights_id_weights_id_fk" FOREIGN KEY ("weights_id") REFERENCES "public"."weights"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "design_weights" ON "design" USING btree ("weights_id");--> statement-breakpoint
CREATE INDEX "run_weights" ON "run" USING btree ("weights_id");