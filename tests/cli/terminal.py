"""Runs a command on a terminal of its own and prints what it showed: terminal.py COLUMNS COMMAND...

Line ends are LF. Standard error goes where ours goes. The exit status is the command's."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

columns = int(sys.argv[1])
ours, theirs = pty.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
with subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=theirs) as process:
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # EIO: nobody has the other end any more
            break
        if not part:
            break
        shown += part
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(process.returncode)
