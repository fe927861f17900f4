CREATE TABLE "brought_model" (
	"name" text PRIMARY KEY NOT NULL,
	"cohort_id" uuid,
	"owner_id" text,
	"bytes" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "brought_model" ADD CONSTRAINT "brought_model_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brought_model" ADD CONSTRAINT "brought_model_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brought_model_cohort" ON "brought_model" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "brought_model_owner" ON "brought_model" USING btree ("owner_id");