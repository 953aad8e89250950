-- The full-text index takes words in later and many at a time: with each commit it cost more than all other rows together.
-- What a document no longer says leaves the index at once, as before.
DROP TRIGGER `documents_inserted`;
--> statement-breakpoint
DROP TRIGGER `documents_deleted`;
--> statement-breakpoint
DROP TRIGGER `documents_updated`;
--> statement-breakpoint
CREATE TRIGGER `documents_inserted` AFTER INSERT ON `documents`
BEGIN
	INSERT INTO `unindexed`(`seq`) VALUES (NEW.`seq`);
END;
--> statement-breakpoint
CREATE TRIGGER `documents_deleted` AFTER DELETE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`)
		SELECT 'delete', OLD.`seq`, OLD.`text` WHERE NOT EXISTS (SELECT 1 FROM `unindexed` WHERE `seq` = OLD.`seq`);
	DELETE FROM `unindexed` WHERE `seq` = OLD.`seq`;
END;
--> statement-breakpoint
CREATE TRIGGER `documents_updated` AFTER UPDATE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`)
		SELECT 'delete', OLD.`seq`, OLD.`text` WHERE NOT EXISTS (SELECT 1 FROM `unindexed` WHERE `seq` = OLD.`seq`);
	-- (A conflict clause here would give way to that of the statement which fires this.)
	INSERT INTO `unindexed`(`seq`) SELECT NEW.`seq` WHERE NOT EXISTS (SELECT 1 FROM `unindexed` WHERE `seq` = NEW.`seq`);
END;
