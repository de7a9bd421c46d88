/* timeline.js: the timeline drawn again so that it can be pointed at, zoomed by dragging and read with the keyboard. */
(function () {
	var frame = byId("timeline-picture"), time = data.timeline;
	if (!frame || time.series.length === 0 || time.periods.length === 0) return;

	var UNITS = ["day", "week", "month", "year"], LEFT = 52, RIGHT = 12, TOP = 12, BOTTOM = 28, HEIGHT = 280, BINS = 160;
	var start = dayOf(time.first), end = dayOf(time.last);
	var view = {first: start, last: end, unit: null, share: false, cursor: null, hidden: {}};
	var bins = [], width = 960, svg, marks, drag = null;
	var finest = UNITS.indexOf(time.by);

	/* ---- periods ---- */

	function binFirst(day, unit) {
		var date = new Date(day * 864e5);
		if (unit === "week") return day - ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
		if (unit === "month") date.setUTCDate(1);
		if (unit === "year") date.setUTCMonth(0, 1);
		return Math.round(date.getTime() / 864e5);
	}
	function binNext(first, unit) {
		return unit === "day" ? first + 1 : unit === "week" ? first + 7 : binFirst(first + (unit === "month" ? 31 : 366), unit);
	}
	function fitting() {
		var days = view.last - view.first + 1;
		var best = days <= BINS ? 0 : days <= BINS * 7 ? 1 : days <= BINS * 60 ? 2 : 3;
		return UNITS[Math.max(best, finest)];
	}
	function unit() { return view.unit || fitting(); }
	function binName(bin) {
		if (unit() === "year") return dayText(bin.first).slice(0, 4);
		if (unit() === "month") return dayText(bin.first).slice(0, 7);
		return unit() === "week" ? dayText(bin.first) + " to " + dayText(bin.first + 6) : dayText(bin.first);
	}

	/* Documents of each period in view: of all, and of each series. */
	function gather() {
		var by = unit(), at = 0;
		bins = [];
		for (var first = binFirst(view.first, by); first <= view.last && bins.length < 20000; first = binNext(first, by))
			bins.push({first: first, next: binNext(first, by), total: 0, docs: time.series.map(function () { return 0; }), mentions: time.series.map(function () { return 0; })});
		var binOf = time.periods.map(function (period) {
			if (period[0] < bins[0].first || period[0] >= bins[bins.length - 1].next) return -1;
			while (bins[at].next <= period[0]) at++;
			bins[at].total += period[1];
			return at;
		});
		time.series.forEach(function (series, s) {
			series.points.forEach(function (point) {
				var bin = bins[binOf[point[0]]];
				if (!bin) return;
				bin.docs[s] += point[1];
				bin.mentions[s] += point[2];
			});
		});
	}

	function value(bin, s) { return view.share ? (bin.total ? bin.docs[s] / bin.total : 0) : bin.docs[s]; }
	function visible() {
		return time.series.map(function (series, s) { return s; }).filter(function (s) { return !view.hidden[s]; });
	}

	/* ---- drawing ---- */

	function stepOf(most) {
		var step = Math.pow(10, Math.floor(Math.log10(most)));
		step = most / step < 2 ? step / 5 : most / step < 5 ? step / 2 : step;
		return view.share ? step : Math.max(1, step);
	}
	function xOf(i) { return LEFT + (width - LEFT - RIGHT) * (i + 0.5) / bins.length; }
	function axisText(y) { return view.share ? +(100 * y).toFixed(1) + " %" : y.toLocaleString("en-US"); }

	/* Which periods have their names on the axis, `every` apart at least: years and months at round ones. */
	var ROUND = {year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], month: [1, 2, 3, 6, 12, 24, 60, 120, 240, 600]};
	function numberOf(bin) {
		var date = new Date(bin.first * 864e5);
		return unit() === "year" ? date.getUTCFullYear() : 12 * date.getUTCFullYear() + date.getUTCMonth();
	}
	function marked(every) {
		var steps = ROUND[unit()], all = bins.map(function (bin, i) { return i; });
		var step = steps && steps.filter(function (s) { return s >= every; })[0];
		var round = step ? all.filter(function (i) { return numberOf(bins[i]) % step === 0; }) : [];
		return round.length > 1 ? round : all.filter(function (i) { return i % every === 0; });
	}

	function axes(top, step, yOf) {
		for (var y = 0; y <= top * 1.0001; y += step) {
			svg.appendChild(make("path", {class: "grid", d: "M" + LEFT + " " + yOf(y) + "H" + (width - RIGHT)}));
			svg.appendChild(make("text", {class: "y", x: LEFT - 8, y: yOf(y) + 4, text: axisText(y)}));
		}
		marked(Math.ceil(bins.length / Math.max(2, Math.floor(width / 120)))).forEach(function (i) {
			var name = binName(bins[i]).slice(0, 10), x = xOf(i);
			svg.appendChild(make("text", {class: "x", x: Math.min(x, width - 34), y: HEIGHT - 8, text: name}));
		});
	}

	function draw() {
		gather();
		width = Math.max(280, Math.round(frame.clientWidth));
		var shown = visible(), most = 0;
		bins.forEach(function (bin) { shown.forEach(function (s) { most = Math.max(most, value(bin, s)); }); });
		most = most || 1;
		var step = stepOf(most), top = Math.ceil(most / step - 1e-9) * step;
		function yOf(v) { return +(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * v / top).toFixed(1); }
		draw.yOf = yOf;
		clear(svg);
		svg.setAttribute("viewBox", "0 0 " + width + " " + HEIGHT);
		axes(top, step, yOf);
		if (time.series.length === 1 && shown.length === 1) {
			var slot = (width - LEFT - RIGHT) / bins.length, d = "";
			bins.forEach(function (bin, i) {
				var v = value(bin, 0);
				if (v > 0) d += "M" + (LEFT + slot * (i + 0.1)).toFixed(1) + " " + (HEIGHT - BOTTOM) + "h" + (slot * 0.8).toFixed(1) + "V" + yOf(v) + "h-" + (slot * 0.8).toFixed(1) + "z";
			});
			svg.appendChild(make("path", {class: "bar s0", d: d}));
		} else {
			shown.forEach(function (s) {
				svg.appendChild(make("path", {class: "line s" + s, d: bins.map(function (bin, i) {
					return (i ? "L" : "M") + xOf(i).toFixed(1) + " " + yOf(value(bin, s));
				}).join("")}));
			});
		}
		marks = svg.appendChild(make("g", {}));
		range.textContent = dayText(view.first) + " to " + dayText(view.last);
		reset.disabled = view.first === start && view.last === end;
		svg.setAttribute("aria-valuemax", bins.length - 1);
		unitButtons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.dataset.unit === unit())); });
		table();
		if (view.cursor !== null) point(Math.min(view.cursor, bins.length - 1));
		else unpoint();
	}

	/* The table beside the picture has the same periods and numbers. */
	function table() {
		var target = byId("timeline-table"), body = target.tBodies[0];
		clear(body);
		target.tHead.rows[0].cells[0].textContent = unit();
		target.caption.textContent = "Documents per " + unit() + "; what is not listed has none at all";
		bins.forEach(function (bin) {
			if (bin.total === 0) return;
			var row = make("tr", {}, make("th", {scope: "row", text: binName(bin)}));
			bin.docs.concat(bin.total).forEach(function (n) { row.appendChild(make("td", {class: "n", text: n.toLocaleString("en-US")})); });
			body.appendChild(row);
		});
	}

	/* ---- the cursor ---- */

	function words(bin, s) {
		var share = bin.total ? (100 * bin.docs[s] / bin.total).toFixed(1) : "0";
		return counted(bin.docs[s], "document") + ", " + counted(bin.mentions[s], "mention") + ", " + share + " % of all";
	}
	function point(i) {
		var bin = bins[i], x = xOf(i);
		view.cursor = i;
		clear(marks);
		marks.appendChild(make("path", {class: "cursor", d: "M" + x.toFixed(1) + " " + TOP + "V" + (HEIGHT - BOTTOM)}));
		clear(tip);
		tip.appendChild(make("b", {text: binName(bin)}));
		visible().forEach(function (s) {
			marks.appendChild(make("circle", {class: "dot s" + s, cx: x.toFixed(1), cy: draw.yOf(value(bin, s)), r: 4}));
			tip.appendChild(make("div", {}, make("svg", {class: "key", "aria-hidden": "true"}, make("path", {class: "line s" + s, d: "M1 2H31"})), make("bdi", {text: " " + seen(time.series[s].name)}), make("span", {text: ": " + words(bin, s)})));
		});
		tip.appendChild(make("div", {class: "quiet", text: "all: " + counted(bin.total, "document")}));
		tip.hidden = false;
		tip.style.left = (x > width / 2 ? Math.max(0, x - tip.offsetWidth - 14) : Math.min(x + 14, width - tip.offsetWidth)) + "px";
		svg.setAttribute("aria-valuenow", i);
		svg.setAttribute("aria-valuetext", binName(bin) + ": " + visible().map(function (s) { return seen(time.series[s].name) + " " + words(bin, s); }).join("; "));
	}
	function unpoint() {
		view.cursor = null;
		if (marks) clear(marks);
		tip.hidden = true;
		svg.setAttribute("aria-valuenow", 0);
		svg.setAttribute("aria-valuetext", dayText(view.first) + " to " + dayText(view.last));
	}

	/* ---- zoom ---- */

	function zoom(first, last) {
		first = Math.max(start, first);
		last = Math.min(end, last);
		if (last < first) return;
		view.first = first;
		view.last = last;
		view.unit = null;
		view.cursor = null;
		var whole = first === start && last === end;
		choose({first: whole ? null : first, last: whole ? null : last});
	}
	function zoomBy(factor) {
		var middle = view.cursor !== null ? bins[view.cursor].first : Math.round((view.first + view.last) / 2);
		var half = Math.max(1, Math.round((view.last - view.first + 1) * factor / 2));
		if (factor < 1 && view.last - view.first < 3) return;
		zoom(middle - half, middle + half);
	}
	function all() { zoom(start, end); }
	listeners.push(function () {
		view.first = chosen.first === null ? start : chosen.first;
		view.last = chosen.last === null ? end : chosen.last;
		draw();
	});

	/* ---- hands: pointer and keys ---- */

	function binAt(event) {
		var box = svg.getBoundingClientRect();
		var x = (event.clientX - box.left) * width / box.width;
		return Math.max(0, Math.min(bins.length - 1, Math.floor((x - LEFT) / (width - LEFT - RIGHT) * bins.length)));
	}
	function brush(from, to) {
		var low = Math.min(from, to), high = Math.max(from, to), slot = (width - LEFT - RIGHT) / bins.length;
		point(to);
		marks.appendChild(make("rect", {class: "brush", x: LEFT + slot * low, y: TOP, width: slot * (high - low + 1), height: HEIGHT - TOP - BOTTOM}));
	}
	function down(event) {
		if (event.button !== 0) return;
		drag = {from: binAt(event), moved: false};
		svg.setPointerCapture(event.pointerId);
	}
	function move(event) {
		var i = binAt(event);
		if (!drag) return point(i);
		drag.moved = drag.moved || i !== drag.from;
		brush(drag.from, i);
	}
	function up(event) {
		if (!drag) return;
		var from = Math.min(drag.from, binAt(event)), to = Math.max(drag.from, binAt(event)), moved = drag.moved;
		drag = null;
		if (moved) zoom(bins[from].first, bins[to].next - 1);
	}
	var keys = {
		ArrowLeft: function () { point(view.cursor === null ? bins.length - 1 : Math.max(0, view.cursor - 1)); },
		ArrowRight: function () { point(view.cursor === null ? 0 : Math.min(bins.length - 1, view.cursor + 1)); },
		Home: function () { point(0); },
		End: function () { point(bins.length - 1); },
		"+": function () { zoomBy(0.5); },
		"=": function () { zoomBy(0.5); },
		"-": function () { zoomBy(2); },
		"0": all,
		Escape: function () { if (drag) { drag = null; draw(); } else if (view.cursor !== null) unpoint(); else all(); }
	};

	/* ---- tools ---- */

	var tip = make("div", {class: "tip", hidden: true, id: "timeline-tip"});
	var range = make("span", {class: "range", id: "timeline-range", role: "status"});
	var reset = make("button", {type: "button", id: "timeline-reset", text: "Whole time", click: all});
	var group = make("span", {class: "group", role: "group", "aria-label": "Periods"});
	var unitButtons = UNITS.filter(function (name, i) { return i >= finest; }).map(function (name) {
		return group.appendChild(make("button", {type: "button", "data-unit": name, text: name, click: function () {
			view.unit = name;
			view.cursor = null;
			draw();
		}}));
	});
	var share = make("button", {type: "button", id: "timeline-share", "aria-pressed": "false", text: "share of all documents", click: function () {
		view.share = !view.share;
		share.setAttribute("aria-pressed", String(view.share));
		draw();
	}});
	[group, share, range, reset].forEach(function (tool) { byId("timeline-tools").appendChild(tool); });
	frame.parentNode.insertBefore(make("p", {class: "quiet tools", id: "timeline-help", text: "Drag over the picture to zoom. With the keyboard: arrows move, + and - zoom, 0 shows the whole time."}), frame.nextSibling);

	/* The keys of the picture switch their series on and off. */
	if (time.series.length > 1) {
		Array.prototype.forEach.call(byId("series").children, function (item, s) {
			var button = make("button", {type: "button", "aria-pressed": "true", click: function () {
				view.hidden[s] = !view.hidden[s];
				button.setAttribute("aria-pressed", String(!view.hidden[s]));
				draw();
			}});
			while (item.firstChild) button.appendChild(item.firstChild);
			item.appendChild(button);
		});
	}

	svg = make("svg", {
		class: "chart", id: "timeline-svg", tabindex: "0", role: "slider", "aria-label": "Timeline: documents by time", "aria-describedby": "timeline-help",
		"aria-valuemin": "0", pointerdown: down, pointermove: move, pointerup: up, dblclick: all,
		pointerleave: function () { if (!drag) unpoint(); },
		pointercancel: function () { drag = null; unpoint(); },
		keydown: function (event) {
			if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
			event.preventDefault();
			keys[event.key]();
		}
	});
	clear(frame);
	frame.appendChild(svg);
	frame.appendChild(tip);
	draw();
	/* On paper the picture has another width: it scales. */
	window.addEventListener("resize", function () { if (frame.clientWidth > 0 && Math.round(frame.clientWidth) !== width) draw(); });
})();
