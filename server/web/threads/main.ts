import { serveTasks } from "#server/platform/serve-tasks.ts";
import { WEB_TASKS } from "./tasks.ts";

serveTasks(WEB_TASKS);
