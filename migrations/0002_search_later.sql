CREATE TABLE `unindexed` (
	`seq` integer PRIMARY KEY NOT NULL
);
