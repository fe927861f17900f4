import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";

const FIELDS = [
  { name: "name", label: "Name", hint: "As learners know it." },
  {
    name: "issuer",
    label: "Issuer",
    hint: "Also: platform ID. It names the platform, as https://moodle.example.edu.",
    isIdentity: true,
  },
  { name: "clientId", label: "Client ID", hint: "What the platform calls this tool.", isIdentity: true },
  { name: "deployments", label: "Deployment ID", hint: "Several with commas between." },
  { name: "authUrl", label: "Authentication request URL", hint: "Also: OIDC login or authorization URL." },
  { name: "tokenUrl", label: "Access token URL", hint: "For grades and rosters." },
  {
    name: "jwksUrl",
    label: "Public keyset URL",
    hint: "Also: JWKS. The platform's signatures are checked with it.",
  },
  {
    name: "tokenAudience",
    label: "Audience of access tokens",
    hint: "Empty for the access token URL, as with most platforms.",
  },
] as const;

export type PlatformDraft = Record<(typeof FIELDS)[number]["name"], string>;

type PlatformTextsProps = {
  texts: PlatformDraft;
  onChange: (texts: PlatformDraft) => void;
  /** People have come by it, and are known by its issuer and client ID. */
  isFixed: boolean;
};

export function PlatformTexts({ texts, onChange, isFixed: isKnown }: PlatformTextsProps) {
  return FIELDS.map(({ name, label, hint, ...field }) => {
    const isFixed = isKnown && "isIdentity" in field;
    return (
      <Field key={name} label={label} hint={isFixed ? "Stays: another one is another platform." : hint}>
        <Input
          value={texts[name]}
          disabled={isFixed}
          onValueChange={(value) => onChange({ ...texts, [name]: value })}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    );
  });
}
