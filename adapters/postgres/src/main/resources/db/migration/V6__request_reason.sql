-- Why somebody asked, in the words that the audit keeps too.
ALTER TABLE learning_requests ADD COLUMN reason TEXT NOT NULL DEFAULT '';
