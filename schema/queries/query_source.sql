-- A source by its name.
SELECT id FROM source WHERE name = ?1
