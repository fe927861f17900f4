CREATE TABLE "anonymity_lift" (
	"exercise_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"lifted_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "anonymity_lift" ADD CONSTRAINT "anonymity_lift_exercise_id_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercise"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anonymity_lift" ADD CONSTRAINT "anonymity_lift_lifted_by_user_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "anonymity_lift_person" ON "anonymity_lift" USING btree ("lifted_by");