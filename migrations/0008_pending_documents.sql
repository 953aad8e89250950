CREATE TABLE `pending_documents` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`stream` text NOT NULL,
	`text` text NOT NULL
);
