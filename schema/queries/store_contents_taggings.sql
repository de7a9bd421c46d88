SELECT t.id, t.gazetteer_hash, t.tool_version, t.options, t.print, d.first_document
FROM tagged d JOIN tagging t ON t.id = d.tagging_id
ORDER BY d.first_document;
