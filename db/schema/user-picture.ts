import { pgTable, text } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";

/** Who has chosen a picture of themselves: small, square, WebP. `user.image` is its address. */
export const userPicture = pgTable("user_picture", {
  userId: text("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  bytes: bytea("bytes").notNull(),
});
