-- A document and its words reach their tables together now, a moment after the append, by one statement for many. What it no
-- longer says leaves the index at once, as before.
DROP TRIGGER `documents_inserted`;
--> statement-breakpoint
DROP TRIGGER `documents_deleted`;
--> statement-breakpoint
DROP TRIGGER `documents_updated`;
--> statement-breakpoint
-- Words that had not been taken in yet.
INSERT INTO `search`(`rowid`, `text`) SELECT `seq`, `text` FROM `documents` WHERE `seq` IN (SELECT `seq` FROM `unindexed`);
--> statement-breakpoint
CREATE TRIGGER `documents_deleted` AFTER DELETE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `documents_updated` AFTER UPDATE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
END;
