import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Address } from "./address.tsx";

type AddressesCardProps = { redirectUrl: string; keysUrl: string };

/** What every platform is told of this site. */
export function AddressesCard({ redirectUrl, keysUrl }: AddressesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What the platform is told</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Address
          label="Redirect URL"
          hint="Also the tool's own URL, and that of its content selection (deep linking)."
          address={redirectUrl}
        />
        <Address label="Public keyset URL" address={keysUrl} />
        <p className="text-[0.8125rem] text-muted-foreground">
          The login initiation URL is each platform's own and stands with it once it is registered. Where the
          platform gives its client ID only afterwards, write anything in its place first and correct it: that
          can be done until somebody has come.
        </p>
      </CardContent>
    </Card>
  );
}
