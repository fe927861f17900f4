import { HomePage } from "#app/_features/home/home-page.tsx";
import { Landing } from "#app/_features/home/landing.tsx";

export default function Page() {
  return <HomePage landing={<Landing />} />;
}
