// gexf.js: what graphology makes of a GEXF file: its order, size, and edges by their ends, as one line of JSON.
const fs = require('fs');
const {UndirectedGraph} = require('graphology');
const gexf = require('graphology-gexf');

const graph = gexf.parse(UndirectedGraph, fs.readFileSync(process.argv[2], 'utf8'));
const label = (node) => graph.getNodeAttribute(node, 'label');
const edges = graph.mapEdges((edge, attributes, source, target) =>
	[[label(source), label(target)].sort().join(' - '), attributes.weight]);

console.log(JSON.stringify({nodes: graph.order, edges: graph.size, weights: Object.fromEntries(edges.sort())}));
