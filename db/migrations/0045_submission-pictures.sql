CREATE TABLE "submission_picture" (
	"submission_id" uuid NOT NULL,
	"question_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_picture_submission_id_question_id_pk" PRIMARY KEY("submission_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "submission_picture" ADD CONSTRAINT "submission_picture_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_picture" ADD CONSTRAINT "submission_picture_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "submission_picture_owner" ON "submission_picture" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "submission_picture_created" ON "submission_picture" USING btree ("created_at");