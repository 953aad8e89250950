CREATE TABLE `headlines` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`stream` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `headlines_id` ON `headlines` (`id`);