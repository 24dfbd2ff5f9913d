"""Answers the oracle's rows in plain business minutes with a library of Python: deadlines.py LIBRARY ROWS ROUNDS.

Prints for deadlines and for elapsed times: the rows asked, those answered, those answered as expected, and the
microseconds of CPU time a row (least, median and most of several rounds). Plain rows are those of calendars with hours,
without pauses. ROWS is the directory with the oracle's files.
"""

import csv
import importlib
import statistics
import sys
import time
from datetime import date, datetime, time as clock, timedelta, timezone

library, directory, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
module = importlib.import_module(library)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def rows(name):
    with open(f"{directory}/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def shifts(calendar):
    """The weekdays of each stretch of hours, and the calendar's zone and closed dates."""
    hours = {}
    for row in rows("calendars"):
        if row["calendar"] == calendar:
            zone, country = row["timezone"], row["holidays"]
            span = clock.fromisoformat(row["open"]), clock.fromisoformat(row["close"])
            hours.setdefault(span, []).append(WEEKDAYS.index(row["weekday"]))
    closed = [date.fromisoformat(row["date"]) for row in rows("holidays") if row["country"] == country]
    return hours, zone, closed


class BusinessTimeDelta:
    def __init__(self, calendar):
        import pytz

        hours, zone, closed = shifts(calendar)
        zone = pytz.timezone(zone)
        rules = [module.WorkDayRule(*span, working_days=days, tz=zone) for span, days in hours.items()]
        self.rules = module.Rules(rules + [module.HolidayRule(set(closed), tz=zone)])

    def due(self, start, minutes):
        return start + module.BusinessTimeDelta(self.rules, seconds=minutes * 60)

    def elapsed(self, start, end):
        return self.rules.difference(start, end).timedelta


class WorkClock:
    def __init__(self, calendar):
        hours, zone, closed = shifts(calendar)
        days = [module.WorkDay(*span, days=days) for span, days in hours.items()]
        self.schedule = module.Schedule(days + [module.Holidays(closed)], time_zone=zone)

    def due(self, start, minutes):
        return self.schedule.add(start, timedelta(minutes=minutes))

    def elapsed(self, start, end):
        return self.schedule.between(start, end)


def measure(questions):
    """A question is what is asked, with what, and the answer that is expected."""
    answered = []
    agreeing = 0
    for ask, arguments, expected in questions:
        try:
            answer = ask(*arguments)
        except Exception:  # whatever a library does not manage, it leaves unanswered
            continue
        answered.append((ask, arguments))
        agreeing += answer == expected
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for ask, arguments in answered:
            ask(*arguments)
        times.append((time.process_time() - start) / len(answered) * 1e6)
    print(len(questions), len(answered), agreeing, min(times), statistics.median(times), max(times))


peer = {"businesstimedelta": BusinessTimeDelta, "workclock": WorkClock}[library]
calendars = {name: peer(name) for name in {row["calendar"] for row in rows("calendars")}}
measure([
    (calendars[row["policy"]].due, (instant(row["start"]), int(row["target"][:-2])), instant(row["expected_due"]))
    for row in rows("deadlines")
    if row["policy"] in calendars and row["target"].endswith("bm") and not row["pauses"]
])
measure([
    (
        calendars[row["policy"]].elapsed,
        (instant(row["start"]), instant(row["end"])),
        timedelta(seconds=int(row["expected_seconds"])),
    )
    for row in rows("elapsed")
    if row["policy"] in calendars and not row["pauses"]
])
