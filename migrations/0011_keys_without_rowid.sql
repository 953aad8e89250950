-- A key stands in one tree instead of two, in the order in which it is looked up; every message has one.
CREATE TABLE `keys_by_key` (
	`key` text PRIMARY KEY NOT NULL,
	`stream` text NOT NULL,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `keys_by_key`(`key`, `stream`, `value`) SELECT `key`, `stream`, `value` FROM `keys` ORDER BY `key`;
--> statement-breakpoint
DROP TABLE `keys`;
--> statement-breakpoint
ALTER TABLE `keys_by_key` RENAME TO `keys`;
--> statement-breakpoint
CREATE INDEX `keys_stream_key` ON `keys` (`stream`,`key`);
