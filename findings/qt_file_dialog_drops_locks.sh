#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a dialog that lists the files of a folder touches none of them.
# Seen (Qt 6.4.2 in PySide6-Essentials 6.4.2, Linux): Qt's own dialog opens every file whose name tells no type, to look at
# its content, and closes it. POSIX locks belong to the process: closing any handle of a file drops all of them. A
# program that holds a lock on such a file (SQLite does) loses it by showing the dialog, and is not told.
# Needs libGL, libEGL, libfontconfig and libxkbcommon (Debian 12: libgl1 libegl1 libfontconfig1 libxkbcommon0).
# Output: before held, after free
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" PySide6-Essentials==6.4.2 shiboken6==6.4.2
export PYTHONPATH="$work/packages"
cat > "$work/dialog.py" <<'END'
import fcntl, os, subprocess, sys, time
from PySide6.QtWidgets import QApplication, QFileDialog

other = """import fcntl, sys
try:
    fcntl.lockf(open(sys.argv[1], "r+b"), fcntl.LOCK_EX | fcntl.LOCK_NB)
    print("free")
except OSError:
    print("held")"""

def state():
    return subprocess.run([sys.executable, "-c", other, path], capture_output=True, text=True).stdout.strip()

folder = os.path.join(sys.argv[1], "project")
os.mkdir(folder)
path = os.path.join(folder, "data.unknowntype")
with open(path, "wb") as file:
    file.write(b"x" * 100)
held = open(path, "r+b")
fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
before = state()
application = QApplication([])
dialog = QFileDialog(None, "", folder)
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.show()
until = time.monotonic() + 20
while state() == "held" and time.monotonic() < until:
    application.processEvents()
seen = f"before {before}, after {state()}"
print(seen)
assert seen == "before held, after free"
END
QT_QPA_PLATFORM=offscreen python3 "$work/dialog.py" "$work"
