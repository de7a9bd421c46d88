/* table.js: tables that sort by each column, filter by words and by type, and show a page at a time. */
var PAGE = 25;

/* RFC 4180: every field that needs it between quotes, lines end in CR LF. An apostrophe in front of text that a spreadsheet
   would compute. */
function csvField(text) {
	var computed = /^[\t\r\n]|^ *[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^-[0-9][0-9.,]*$/.test(text);
	if (computed) text = "'" + text;
	return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

/* What is shown, or the number that it is short for. */
function cellText(cell) { return !cell ? "" : cell.dataset.value || cell.textContent.trim(); }

/* Numbers by value, the rest by its letters; what is empty comes last. */
function compareCells(a, b, numeric) {
	if (a === "" || b === "") return (a === "") - (b === "");
	return numeric ? +a.replace(/,/g, "") - +b.replace(/,/g, "") : a.localeCompare(b);
}

/* Ids are unique in a source only. */
function keyOf(row) { return JSON.stringify([row.dataset.source, row.dataset.doc]); }

/* Which documents mention which node of the network. */
var nodesOf = {};
document.querySelectorAll("#documents-table tr[data-nodes]").forEach(function (row) {
	nodesOf[keyOf(row)] = " " + row.dataset.nodes + " ";
});

function neighbours(node) {
	var near = {};
	near[data.network.nodes[node].entity] = true;
	data.network.edges.forEach(function (edge) {
		if (edge.from === node) near[data.network.nodes[edge.to].entity] = true;
		if (edge.to === node) near[data.network.nodes[edge.from].entity] = true;
	});
	return near;
}

function liveTable(table) {
	var body = table.tBodies[0], heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
	var rows = Array.prototype.slice.call(body.rows).map(function (row) {
		return {row: row, words: row.textContent.toLowerCase(), day: row.querySelector("time"), cells: row.cells};
	});
	var name = table.id.replace("-table", ""), paged = table.classList.contains("pages");
	var shown = PAGE, words = "", type = "";
	var status = make("span", {role: "status", class: "quiet", id: name + "-status"});
	var more = make("button", {type: "button", id: name + "-more", text: "Show more", click: function () {
		shown += PAGE * 4;
		update();
	}});

	rows.forEach(function (item) { item.day = item.day ? item.day.textContent : null; });

	/* A row without a day is in no range of days; a month or year is where it begins. */
	function fits(item) {
		if (words !== "" && item.words.indexOf(words) < 0) return false;
		if (type !== "" && !item.row.querySelector(".t-" + type)) return false;
		if (table.classList.contains("follows")) {
			if (chosen.first !== null && !item.day) return false;
			if (chosen.first !== null) {
				var day = dayOf(item.day);
				if (day < chosen.first || day > chosen.last) return false;
			}
			if (chosen.node !== null && !data.network.nodes[chosen.node].centre)
				return (nodesOf[keyOf(item.row)] || "").indexOf(" " + chosen.node + " ") >= 0;
		} else if (name === "associates" && chosen.node !== null) {
			return fits.near[item.row.dataset.entity] === true;
		}
		return true;
	}

	function update() {
		var fitting = 0, visible = 0;
		fits.near = name === "associates" && chosen.node !== null ? neighbours(chosen.node) : {};
		rows.forEach(function (item) {
			var good = fits(item), seen = good && (!paged || fitting < shown);
			item.row.classList.toggle("out", !seen);
			item.row.classList.toggle("paged", good);
			fitting += good;
			visible += seen;
		});
		status.textContent = visible + " of " + counted(fitting, "row") + (fitting < rows.length ? " that fit, of " + rows.length : "");
		more.hidden = visible === fitting;
	}

	function sortBy(column, descending) {
		var numeric = heads[column].classList.contains("n");
		rows.sort(function (a, b) {
			var x = cellText(a.cells[column]), y = cellText(b.cells[column]);
			var order = compareCells(x, y, numeric);
			return descending && x !== "" && y !== "" ? -order : order;
		});
		rows.forEach(function (item) { body.appendChild(item.row); });
		heads.forEach(function (head, i) {
			if (i === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
			else head.removeAttribute("aria-sort");
		});
		update();
	}

	heads.forEach(function (head, column) {
		var label = head.textContent;
		clear(head);
		head.appendChild(make("button", {type: "button", text: label, title: head.title || null, click: function () {
			var was = head.getAttribute("aria-sort"), first = head.classList.contains("n") ? "descending" : "ascending";
			sortBy(column, was ? was === "ascending" : first === "descending");
		}}));
	});

	function asCsv() {
		var lines = [heads.map(cellText)].concat(rows.filter(fits).map(function (item) {
			return Array.prototype.map.call(item.cells, cellText);
		}));
		return lines.map(function (line) { return line.map(csvField).join(",") + "\r\n"; }).join("");
	}

	function tools() {
		var bar = make("div", {class: "tools", id: name + "-tools"});
		if (paged) {
			bar.appendChild(make("input", {type: "search", id: name + "-words", placeholder: "filter by words", "aria-label": "Filter by words", input: function () {
				words = this.value.toLowerCase();
				shown = PAGE;
				update();
			}}));
		}
		if (table.dataset.filter === "type") {
			var select = make("select", {id: name + "-type", "aria-label": "Type", change: function () {
				type = this.value;
				shown = PAGE;
				update();
			}});
			["", "person", "country", "org", "place", "event"].forEach(function (value) {
				select.appendChild(make("option", {value: value, text: value || "all types"}));
			});
			bar.appendChild(select);
		}
		bar.appendChild(make("button", {type: "button", id: name + "-csv", text: "Copy as CSV", click: function () {
			copy(asCsv()).then(function (good) {
				status.textContent = good ? counted(rows.filter(fits).length, "row") + " copied" : "the browser did not let it be copied; it is saved as a file instead";
				if (!good) save(name + ".csv", "text/csv", asCsv());
			});
		}}));
		bar.appendChild(status);
		return bar;
	}

	var frame = table.parentNode;
	frame.parentNode.insertBefore(tools(), frame);
	if (paged) frame.parentNode.insertBefore(make("p", {class: "more"}, more), frame.nextSibling);
	listeners.push(function () { shown = PAGE; update(); });
	update();
}

document.querySelectorAll("table.sorts").forEach(liveTable);
