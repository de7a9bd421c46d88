/* network.js: the network answers: pointing shows who is linked with whom, choosing a name makes the tables follow. */
(function () {
	var picture = byId("network-picture");
	if (!picture) return;

	var nodes = Array.prototype.slice.call(picture.querySelectorAll(".node"));
	var edges = Array.prototype.slice.call(picture.querySelectorAll(".edges path"));

	function numberOf(node) { return +node.dataset.node; }

	/* Dims all but a node and its neighbours; null: nothing is dimmed. */
	function light(number) {
		var near = {};
		picture.classList.toggle("dimmed", number !== null);
		edges.forEach(function (edge) {
			var from = +edge.dataset.from, to = +edge.dataset.to, good = from === number || to === number;
			edge.classList.toggle("near", good);
			if (good) near[from] = near[to] = true;
		});
		if (number !== null) near[number] = true;
		nodes.forEach(function (node) {
			node.classList.toggle("near", near[numberOf(node)] === true);
			node.classList.toggle("chosen", numberOf(node) === chosen.node);
			node.setAttribute("aria-pressed", String(numberOf(node) === chosen.node));
		});
		tell(number);
	}

	/* What the node is, and with whom it occurs most. */
	function tell(number) {
		if (number === null) {
			status.textContent = "Point at a name to see its links; choose it, and the tables show only its documents.";
			return;
		}
		var node = data.network.nodes[number];
		var best = data.network.edges.filter(function (edge) { return edge.from === number || edge.to === number; })
			.sort(function (a, b) { return b.docs - a.docs; }).slice(0, 5).map(function (edge) {
				return seen(data.network.nodes[edge.from === number ? edge.to : edge.from].name) + " (" + edge.docs.toLocaleString("en-US") + ")";
			});
		status.textContent = seen(node.name) + ", " + node.type + ": " + counted(node.docs, "document") + (best.length ? "; with " + best.join(", ") : "");
	}

	function pick(number) { choose({node: chosen.node === number ? null : number}); }

	var status = make("p", {class: "quiet", id: "network-status", role: "status"});
	byId("network-tools").appendChild(status);
	picture.classList.add("live");
	nodes.forEach(function (node) {
		var number = numberOf(node), label = node.querySelector("title").textContent;
		node.removeChild(node.querySelector("title"));
		node.setAttribute("tabindex", "0");
		node.setAttribute("role", "button");
		node.setAttribute("aria-label", label);
		node.addEventListener("pointerenter", function () { light(number); });
		node.addEventListener("pointerleave", function () { light(chosen.node); });
		node.addEventListener("focus", function () { light(number); });
		node.addEventListener("blur", function () { light(chosen.node); });
		node.addEventListener("click", function () { pick(number); });
		node.addEventListener("keydown", function (event) {
			if (event.key !== "Enter" && event.key !== " ") return;
			event.preventDefault();
			pick(number);
		});
	});
	listeners.push(function () { light(chosen.node); });
	light(null);
})();
