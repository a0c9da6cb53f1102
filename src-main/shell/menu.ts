/** The menu. Only Macs show it; elsewhere it carries the accelerators of the system. Views bring their own keys. */
import { Menu, type MenuItemConstructorOptions } from "electron"

export function setMenu({ isDevelopment }: { isDevelopment: boolean }): void {
  const edit: MenuItemConstructorOptions[] = [
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ]
  // Its usual keys ask for music.
  const tools: MenuItemConstructorOptions = { role: "toggleDevTools", accelerator: "F12" }
  const development: MenuItemConstructorOptions[] = [{ role: "reload" }, tools]
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === "darwin" ? [{ role: "appMenu" } as const] : []),
    { label: "File", submenu: [{ role: process.platform === "darwin" ? "close" : "quit" }] },
    { label: "Edit", submenu: edit },
    {
      label: "View",
      submenu: [{ role: "togglefullscreen" }, ...(isDevelopment ? development : [])],
    },
    ...(process.platform === "darwin" ? [{ role: "windowMenu" } as const] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
