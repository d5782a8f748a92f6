-- Staff edit a laboratory: `revision` grows with each change, so that nobody overwrites what somebody else wrote.
ALTER TABLE laboratory ADD COLUMN revision INTEGER DEFAULT 1;
