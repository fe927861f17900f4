"use client";

import { LogOut, UserCog } from "lucide-react";
import Link from "next/link";
import { toast } from "#app/_lib/toast.ts";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Menu, MenuContent, MenuItem, MenuLinkItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";

type UserMenuProps = { user: { name: string; email: string | null; image?: string | null | undefined } };

export function UserMenu({ user: { name, email, image } }: UserMenuProps) {
  async function signOut(): Promise<void> {
    const authClient = await loadAuthClient();
    const { error } = await authClient.signOut();
    if (error !== null) {
      toast.error("Signing out did not work. Check the connection and try again.");
      return;
    }
    // A new document: nothing that this person has read stays in memory.
    window.location.assign("/");
  }

  return (
    <Menu>
      <MenuTrigger
        aria-label={`Account of ${name}`}
        className="flex size-9 items-center justify-center rounded-full transition-colors hover:bg-accent"
      >
        <Avatar name={name} image={image} />
      </MenuTrigger>
      <MenuContent align="end" className="min-w-56">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-xs text-muted-foreground">{email ?? "From a learning platform"}</p>
        </div>
        <MenuSeparator />
        <MenuLinkItem render={<Link href="/account" />}>
          <UserCog aria-hidden />
          Your account
        </MenuLinkItem>
        <MenuItem onClick={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
