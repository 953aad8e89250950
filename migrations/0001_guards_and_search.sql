-- Events are appended once and never changed. (REPLACE fires these too, because connections set recursive_triggers.)
CREATE TRIGGER `events_refuse_update` BEFORE UPDATE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `events_refuse_delete` BEFORE DELETE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'events are never deleted');
END;
--> statement-breakpoint
-- Contents can be erased, and nothing else: salt and words go together, the row stays as the mark of it.
CREATE TRIGGER `contents_refuse_update` BEFORE UPDATE ON `contents`
WHEN NEW.`seq` IS NOT OLD.`seq` OR NEW.`salt` IS NOT NULL OR NEW.`content` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'contents are only erased, never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `contents_refuse_delete` BEFORE DELETE ON `contents`
BEGIN
	SELECT RAISE(ABORT, 'contents are erased by setting salt and content to null together');
END;
--> statement-breakpoint
-- The index over documents.text. secure-delete takes the words of a removed document out of the index at once.
CREATE VIRTUAL TABLE `search` USING fts5(`text`, content='documents', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
INSERT INTO `search`(`search`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `documents_inserted` AFTER INSERT ON `documents`
BEGIN
	INSERT INTO `search`(`rowid`, `text`) VALUES (NEW.`seq`, NEW.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `documents_deleted` AFTER DELETE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `documents_updated` AFTER UPDATE ON `documents`
BEGIN
	INSERT INTO `search`(`search`, `rowid`, `text`) VALUES ('delete', OLD.`seq`, OLD.`text`);
	INSERT INTO `search`(`rowid`, `text`) VALUES (NEW.`seq`, NEW.`text`);
END;
