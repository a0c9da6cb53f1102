/** A Debian package out of the unpacked application, for tests only: it carries whatever Electron was at hand. */
import { chmod, copyFile, cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { mustRun, repository } from "./command.ts"

const DEPENDS = [
  "libgtk-3-0",
  "libnss3",
  "libasound2",
  "libgbm1",
  "libatk-bridge2.0-0",
  "libdrm2",
  "libxss1",
  "libxtst6",
]

const DESKTOP_ENTRY = `[Desktop Entry]
Type=Application
Name=Slipmat
Comment=A studio in which a machine sees music
Exec=slipmat %F
Icon=slipmat
Categories=AudioVideo;Audio;
MimeType=audio/x-wav;audio/flac;audio/mpeg;audio/ogg;audio/mp4;audio/x-aiff;
`

/** Chromium's sandbox needs its helper to belong to root and be allowed to act as root. */
const AFTER_INSTALL = `#!/bin/sh
set -e
chown root:root /opt/Slipmat/chrome-sandbox
chmod 4755 /opt/Slipmat/chrome-sandbox
`

/** Returns the package's path. */
export async function buildTestPackage(unpacked: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(repository, "package.json"), "utf8"))
  const { version } = z.object({ version: z.string() }).parse(manifest)
  const root = join(repository, "dist/deb")
  const file = join(repository, `dist/slipmat-test_${version}_amd64.deb`)
  await rm(root, { recursive: true, force: true })
  await mkdir(join(root, "usr/bin"), { recursive: true })
  await cp(unpacked, join(root, "opt/Slipmat"), { recursive: true, verbatimSymlinks: true })
  await rm(join(root, "opt/Slipmat/resources/default_app.asar"), { force: true })
  await addNode(join(root, "opt/Slipmat/resources/node"))
  await symlink("/opt/Slipmat/slipmat", join(root, "usr/bin/slipmat"))
  await writeText(join(root, "usr/share/applications/slipmat.desktop"), DESKTOP_ENTRY)
  await writeText(join(root, "DEBIAN/postinst"), AFTER_INSTALL, 0o755)
  await writeText(join(root, "DEBIAN/control"), control(version))
  // Packing tight what is installed once and removed again only costs time.
  const options = ["--root-owner-group", "-Znone", "--build"]
  await mustRun("dpkg-deb", [...options, root, file], { isQuiet: true })
  await rm(root, { recursive: true })
  return file
}

function control(version: string): string {
  return `Package: slipmat-test
Version: ${version}
Architecture: amd64
Maintainer: The Slipmat developers <developers@slipmat.invalid>
Depends: ${DEPENDS.join(", ")}
Section: sound
Priority: optional
Description: Slipmat, packed for tests
 A desktop studio in which a machine sees music. This package is for tests only.
`
}

async function addNode(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await copyFile(join(repository, "node_modules/node/bin/node"), join(folder, "node"))
  await chmod(join(folder, "node"), 0o755)
}

async function writeText(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true })
  await writeFile(path, text, { mode })
}
