CREATE TABLE "vision_picture" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cohort_id" uuid NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vision_question" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"picture_id" uuid NOT NULL,
	"ask" jsonb NOT NULL,
	"ask_key" text NOT NULL,
	"state" "prediction_state" DEFAULT 'queued' NOT NULL,
	"answer" jsonb,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "vision_picture" ADD CONSTRAINT "vision_picture_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_picture" ADD CONSTRAINT "vision_picture_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vision_question" ADD CONSTRAINT "vision_question_picture_id_vision_picture_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."vision_picture"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "vision_picture_content" ON "vision_picture" USING btree ("cohort_id","owner_id","sha256");--> statement-breakpoint
CREATE INDEX "vision_picture_owner" ON "vision_picture" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "vision_picture_created" ON "vision_picture" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "vision_question_content" ON "vision_question" USING btree ("picture_id","ask_key");--> statement-breakpoint
CREATE INDEX "vision_question_queued" ON "vision_question" USING btree ("created_at") WHERE "vision_question"."state" = 'queued';