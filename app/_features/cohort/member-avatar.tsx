"use client";

import { Avatar } from "#app/_ui/avatar.tsx";
import { useCohort } from "./cohort-context.ts";

type MemberAvatarProps = { person: { id: string; name: string }; className?: string };

/** Of somebody who is or was in the cohort: only members have their picture. */
export function MemberAvatar({ person: { id, name }, className }: MemberAvatarProps) {
  const { cohort } = useCohort();
  const image = cohort.members.find((member) => member.id === id)?.image;
  return <Avatar name={name} image={image} {...(className === undefined ? {} : { className })} />;
}
