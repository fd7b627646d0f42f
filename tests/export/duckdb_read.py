"""Reads JSON Lines with DuckDB as anybody would, without telling it a type."""

import sys

import duckdb

folder, count = sys.argv[1], int(sys.argv[2])


def ask(sql):
    return duckdb.sql(sql.replace("FOLDER", folder)).fetchall()


# All documents together, and each file for itself.
assert ask("SELECT count(*) FROM 'FOLDER/all.jsonl'") == [(count,)]
columns = {}
for name in ("all", "bare", "council"):
    described = ask(f"DESCRIBE SELECT * FROM 'FOLDER/{name}.jsonl'")
    columns[name] = [row[0] for row in described]
assert columns["all"] == columns["bare"] == columns["council"], columns

# Where every optional field is empty, the same questions have an answer, and it is nothing.
bare = """SELECT meeting.date, meeting.body, len(attendance), len(agenda), adjustment, source.part
          FROM 'FOLDER/bare.jsonl'"""
assert ask(bare) == [(None, None, 0, 0, None, None)], ask(bare)
both = "SELECT count(*), count(meeting.date) FROM read_json(['FOLDER/bare.jsonl', 'FOLDER/council.jsonl'])"
assert ask(both) == [(2, 1)], ask(both)
swapped = "SELECT count(*), count(meeting.date) FROM read_json(['FOLDER/council.jsonl', 'FOLDER/bare.jsonl'])"
assert ask(swapped) == [(2, 1)], ask(swapped)

# Lists of objects unfold.
items = ask("SELECT item.number, item.votes[1].yes FROM 'FOLDER/council.jsonl', unnest(agenda) AS t(item)")
assert items == [("1", None), ("2", 2), ("3", None)], items
types = dict(ask("SELECT 'date', typeof(meeting.date) FROM 'FOLDER/all.jsonl' LIMIT 1"))
assert types == {"date": "DATE"}, types

row = ask("""SELECT meeting.date, meeting.body, len(attendance), len(agenda), agenda[2].votes[1].yes
             FROM 'FOLDER/council.jsonl'""")[0]
print("{} {}, {} present, {} items, {} yes".format(*row))
