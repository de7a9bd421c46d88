SELECT id FROM source WHERE id = ?1 AND name = ?2;
