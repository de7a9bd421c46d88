-- First and last day of any document.
SELECT min(first_day), max(last_day) FROM ix_head;
