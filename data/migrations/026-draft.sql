-- Its place is kept for the drafts of respondents.
SELECT 1;
