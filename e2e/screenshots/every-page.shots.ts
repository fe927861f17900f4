import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { stopsOf } from "../support/stops.ts";
import { test } from "../support/test.ts";

const LOOKS = join(process.cwd(), "test-results/every-page");
const WIDTHS = [390, 1280, 1920];

/** To be looked at, and not kept: every page, whole, at three widths, light and dark. */
for (const width of WIDTHS) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every page at ${width} px, ${colorScheme}`, async ({ trained, open }) => {
      const isPhone = width < 600;
      const viewport = { width, height: isPhone ? 844 : (width * 5) / 8 };
      const look = { isHere: true, viewport, colorScheme, hasTouch: isPhone, isMobile: isPhone };
      const { learner, instructor } = trained.cohort;
      const browsers = {
        nobody: await open(null, look),
        learner: await open(learner, look),
        instructor: await open(instructor, look),
      };
      await mkdir(LOOKS, { recursive: true });
      for (const { name, path, as, isReady } of stopsOf(trained)) {
        const page = browsers[as];
        await page.goto(path);
        await isReady(page);
        await page.screenshot({
          path: join(LOOKS, `${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`),
          fullPage: true,
          animations: "disabled",
        });
      }
    });
  }
}
