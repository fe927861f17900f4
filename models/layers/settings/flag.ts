import { z } from "zod";
import { received } from "./received.ts";

export const flag = z.boolean({ error: ({ input }) => `expected on or off, received ${received(input)}` });
