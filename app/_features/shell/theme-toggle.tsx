"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { buttonVariants } from "#app/_ui/button.tsx";

const THEMES = [
  { id: "light", label: "Light", icon: <Sun aria-hidden /> },
  { id: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { id: "system", label: "As the system", icon: <Monitor aria-hidden /> },
] as const;

export function ThemeToggle() {
  const { setTheme } = useTheme();
  return (
    <Menu>
      <MenuTrigger aria-label="Theme" className={buttonVariants({ variant: "ghost", size: "icon" })}>
        <Sun aria-hidden className="dark:hidden" />
        <Moon aria-hidden className="hidden dark:block" />
      </MenuTrigger>
      <MenuContent align="end">
        {THEMES.map((theme) => (
          <MenuItem key={theme.id} onClick={() => setTheme(theme.id)}>
            {theme.icon}
            {theme.label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
