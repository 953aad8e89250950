CREATE TABLE `contents` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` blob,
	`content` text,
	FOREIGN KEY (`seq`) REFERENCES `events`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`stream` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_id` ON `documents` (`id`);--> statement-breakpoint
CREATE TABLE `effects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`stream` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`status` text NOT NULL,
	`due_at` integer NOT NULL,
	`not_after` integer,
	`target` text,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `effects_key` ON `effects` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `effects_target_waiting` ON `effects` (`target`) WHERE status = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX `effects_target_running` ON `effects` (`target`) WHERE status = 'running';--> statement-breakpoint
CREATE INDEX `effects_waiting` ON `effects` (`due_at`,`id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX `effects_running` ON `effects` (`lease_until`) WHERE status = 'running';--> statement-breakpoint
CREATE INDEX `effects_done` ON `effects` (`finished_at`) WHERE status = 'done';--> statement-breakpoint
CREATE INDEX `effects_parked` ON `effects` (`due_at`,`id`) WHERE status = 'parked';--> statement-breakpoint
CREATE INDEX `effects_stream` ON `effects` (`stream`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`stream` text NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`record` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_stream_version` ON `events` (`stream`,`version`);--> statement-breakpoint
CREATE TABLE `facets` (
	`stream` text NOT NULL,
	`name` text NOT NULL,
	`value` blob,
	PRIMARY KEY(`stream`, `name`)
);
--> statement-breakpoint
CREATE INDEX `facets_name_value` ON `facets` (`name`,`value`,`stream`);--> statement-breakpoint
CREATE TABLE `keys` (
	`key` text PRIMARY KEY NOT NULL,
	`stream` text NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `keys_stream_key` ON `keys` (`stream`,`key`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`key` text PRIMARY KEY NOT NULL,
	`receipt` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipts_at` ON `receipts` (`at`);--> statement-breakpoint
CREATE TABLE `streams` (
	`stream` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`hash` text NOT NULL,
	`state_version` integer,
	`fold_version` integer,
	`state` text
);
