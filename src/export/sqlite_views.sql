-- What people ask of a shelf of protocols. Names are as written: one person under two spellings is two.

-- Who was absent how often, and present how often.
CREATE VIEW absences_by_person AS
SELECT people.name, protocols.organization, protocols.body,
       count(*) FILTER (WHERE people.status <> 'present') AS absent,
       count(*) FILTER (WHERE people.status = 'present') AS present
FROM people JOIN protocols ON protocols.id = people.protocol_id
GROUP BY people.name, protocols.organization, protocols.body
ORDER BY absent DESC, people.name;

-- How many decisions each body took in each year, and in how many items.
CREATE VIEW decisions_by_body_and_year AS
SELECT protocols.organization, protocols.body, substr(protocols.date, 1, 4) AS year,
       count(*) AS decisions, count(DISTINCT decisions.item_id) AS items
FROM decisions JOIN protocols ON protocols.id = decisions.protocol_id
GROUP BY protocols.organization, protocols.body, year
ORDER BY protocols.organization, protocols.body, year;

-- Everything that a person did, from meeting to meeting.
CREATE VIEW acts_by_person AS
SELECT acts.name, protocols.date, protocols.organization, protocols.body, items.number AS item, items.title,
       acts.act, acts.detail, protocols.source_name, acts.protocol_id, acts.item_id
FROM acts
JOIN protocols ON protocols.id = acts.protocol_id
LEFT JOIN items ON items.id = acts.item_id
ORDER BY acts.name, protocols.date, acts.protocol_id, acts.position;
