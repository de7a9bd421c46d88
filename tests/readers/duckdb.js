// duckdb.js: rows of a query by DuckDB, a line of JSON each: node duckdb.js 'SELECT ...'
const {DuckDBInstance} = require('@duckdb/node-api');

(async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reader = await connection.runAndReadAll(process.argv[2]);

	for (const row of reader.getRowObjectsJson())
		console.log(JSON.stringify(row));
})().catch((error) => {
	console.error(String(error));
	process.exit(1);
});
