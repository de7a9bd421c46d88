"""unseen.py [--text] PAGE: nothing of a page or picture that is shown is a control, turns others around or has no width.

With --text running text may hold marks of direction and places to break.
"""
import re
import sys

TAGS = "\U000e0000-\U000e007f"
UNSEEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
TURNING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


def main():
    page = open(sys.argv[-1], encoding="utf-8", newline="").read()
    page = re.sub(r"(?s)<script.*?</script>", "", page)  # data, which is as it is, and scripts, which are ours
    page = re.sub("\U0001f3f4[%s]+" % TAGS, "", page)
    found = re.findall("(?:%s|[%s])" % (TURNING if "--text" in sys.argv else UNSEEN, TAGS), page)
    if found:
        sys.exit("these are there: " + " ".join("U+%04X" % ord(c) for c in sorted(set(found))))


main()
