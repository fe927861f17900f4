CREATE TABLE "exercise" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cohort_id" uuid NOT NULL,
	"created_by" text,
	"title" text NOT NULL,
	"dataset_id" text,
	"content" jsonb NOT NULL,
	"hand_in" jsonb NOT NULL,
	"points" double precision NOT NULL,
	"is_published" boolean DEFAULT false NOT NULL,
	"opens_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exercise_extension" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"exercise_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"due_at" timestamp with time zone,
	"reason" text NOT NULL,
	"granted_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "design" ADD COLUMN "exercise_id" uuid;--> statement-breakpoint
ALTER TABLE "exercise" ADD CONSTRAINT "exercise_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exercise" ADD CONSTRAINT "exercise_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exercise" ADD CONSTRAINT "exercise_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exercise_extension" ADD CONSTRAINT "exercise_extension_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exercise_extension" ADD CONSTRAINT "exercise_extension_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exercise_extension" ADD CONSTRAINT "exercise_extension_granted_by_user_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exercise_cohort" ON "exercise" USING btree ("cohort_id","due_at");--> statement-breakpoint
CREATE INDEX "exercise_dataset" ON "exercise" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "exercise_creator" ON "exercise" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "exercise_extension_newest" ON "exercise_extension" USING btree ("exercise_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "exercise_extension_user" ON "exercise_extension" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "exercise_extension_granter" ON "exercise_extension" USING btree ("granted_by");--> statement-breakpoint
ALTER TABLE "design" ADD CONSTRAINT "design_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "design_exercise" ON "design" USING btree ("exercise_id");