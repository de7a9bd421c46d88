"""What TimelineJS 3 says of its JSON: check_timelinejs.py FILE. Prints what is wrong; exit status 1 then."""
import html.parser
import json
import sys

SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"}
DATE = ["year", "month", "day", "hour", "minute", "second", "millisecond"]
faults = []


class Markup(html.parser.HTMLParser):
    """Only the tags that are ours, closed in order; a link leads to the web."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("p", "b", "a"):
            faults.append("tag <%s>" % tag)
        for name, value in attrs:
            if tag != "a" or name != "href" or not value.startswith(("http://", "https://")):
                faults.append("attribute %s=%s" % (name, value))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            faults.append("</%s> closes nothing" % tag)


def check_html(text):
    markup = Markup()
    markup.feed(text)
    markup.close()
    if markup.open:
        faults.append("not closed: %s" % markup.open)


def check_date(date, what):
    given = [key for key in DATE if key in date]
    if set(date) - set(DATE) - {"display_date"} or given != DATE[: len(given)] or not given:
        faults.append("%s: keys %s" % (what, list(date)))
    if not all(isinstance(date[key], int) for key in given):
        faults.append("%s: not numbers" % what)
    if not 1 <= date.get("month", 1) <= 12 or not 1 <= date.get("day", 1) <= 31:
        faults.append("%s: no day" % what)
    return given, [date[key] for key in given]


def check_text(slide, required):
    text = slide.get("text")
    if text is None:
        if required:
            faults.append("no text")
        return
    if set(text) - {"headline", "text"}:
        faults.append("keys of text: %s" % list(text))
    if not text.get("headline"):
        faults.append("no headline")
    check_html(text["headline"])
    check_html(text.get("text", ""))


def main():
    data = json.load(open(sys.argv[1], encoding="utf-8"))
    if set(data) - {"title", "events", "eras", "scale"}:
        faults.append("keys: %s" % list(data))
    if not data.get("events"):
        faults.append("no events")
    if data.get("scale") not in (None, "human", "cosmological"):
        faults.append("scale")
    ids, days = set(), []
    for event in data["events"]:
        if set(event) - SLIDE:
            faults.append("keys of an event: %s" % list(event))
        days.append(check_date(event["start_date"], "start_date")[1])
        if "end_date" in event:
            check_date(event["end_date"], "end_date")
        check_text(event, True)
        check_html(event.get("group", ""))
        ids.add(event["unique_id"])
    if len(ids) != len(data["events"]):
        faults.append("a unique_id twice")
    if days != sorted(days, key=lambda day: (day + [1, 1])[:3]):
        faults.append("events not in order")
    if "title" in data:
        if set(data["title"]) - SLIDE:
            faults.append("keys of the title")
        check_text(data["title"], True)
    for era in data.get("eras", []):
        start, first = check_date(era["start_date"], "an era's start")
        end, last = check_date(era["end_date"], "an era's end")
        if start != end:
            faults.append("an era's dates have different keys")
        if last < first:
            faults.append("an era ends before it begins")
        check_text(era, False)


main()
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
