-- Which version of the notice was on the screen; null in answers that were accepted before it was kept.
ALTER TABLE response ADD COLUMN notice_version VARCHAR;
