-- Every word that the full-text index holds, in order: which words begin so is looked up here, and each of them is then found by itself.
CREATE VIRTUAL TABLE `search_words` USING fts5vocab(`search`, `instance`);
