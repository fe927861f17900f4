import { HomePage } from "#app/components/home/home-page.tsx";

export default function Page() {
  return <HomePage />;
}
