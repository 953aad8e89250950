-- The index over headlines.text. They are few, so it follows at once; what they no longer say leaves it at once, too.
CREATE VIRTUAL TABLE `search_headlines` USING fts5(`text`, content='headlines', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO `search_headlines`(`search_headlines`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `headlines_inserted` AFTER INSERT ON `headlines`
BEGIN
	INSERT INTO `search_headlines`(`rowid`, `text`) VALUES (NEW.`seq`, NEW.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `headlines_deleted` AFTER DELETE ON `headlines`
BEGIN
	INSERT INTO `search_headlines`(`search_headlines`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `headlines_updated` AFTER UPDATE ON `headlines`
BEGIN
	INSERT INTO `search_headlines`(`search_headlines`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
	INSERT INTO `search_headlines`(`rowid`, `text`) VALUES (NEW.`seq`, NEW.`text`);
END;
--> statement-breakpoint
-- Titles and exported reviews that stand already.
INSERT INTO `headlines`(`id`, `stream`, `text`)
	SELECT `id`, `stream`, `text` FROM `documents`
	WHERE `id` LIKE 'review:%' OR `id` IN (SELECT `id` FROM `events` WHERE `type` IN ('incident-declared', 'title-changed'));
