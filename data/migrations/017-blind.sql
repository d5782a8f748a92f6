-- Who saw another's reading of a session while the second one could still be done: a second reading by that person is not
-- blind. One row a person and session; sessions that two people have finished get no new ones.
CREATE TABLE coding_look (
  session UUID NOT NULL,
  person  VARCHAR NOT NULL,               -- id of an account
  day     DATE                            -- the first; null: both readings came in a file, nobody here knows
);

-- What was looked at before this table was there, as the audit has it.
INSERT INTO coding_look
SELECT TRY_CAST(look.object AS UUID), look.who, min(look.day)
FROM audit AS look
JOIN coding_task AS task ON task.session = TRY_CAST(look.object AS UUID) AND task.pass = 'first' AND task.coder <> look.who
JOIN audit AS done ON done.action = 'coding.done' AND done.object = task.session::VARCHAR || '/first' AND done.seq < look.seq
WHERE look.action = 'coding.read'
  AND NOT EXISTS (
    SELECT 1 FROM audit AS taken
    WHERE taken.action = 'coding.open' AND taken.object = task.session::VARCHAR || '/second' AND taken.seq < look.seq)
GROUP BY ALL;

-- Notes brought in from a file were taken on the day of their session, which was never moderated here.
UPDATE focus_session SET state = 'closed', revision = revision + 1
WHERE state = 'planned' AND origin = 'imported' AND id IN (SELECT session FROM focus_source);
