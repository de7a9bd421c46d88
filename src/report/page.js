/* page.js: what all parts of the page share. The page is whole without any of this; text gets in as text only, never as
   markup. */
var data = JSON.parse(document.getElementById("data").textContent);

/* make("td", {class: "n", text: "7"}, child, ...) */
function make(name, attributes) {
	var svg = /^(svg|g|path|rect|line|circle|text)$/.test(name);
	var node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
	Object.keys(attributes || {}).forEach(function (key) {
		var value = attributes[key];
		if (key === "text") node.textContent = value;
		else if (typeof value === "function") node.addEventListener(key, value);
		else if (value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
	});
	for (var i = 2; i < arguments.length; i++) if (arguments[i]) node.appendChild(arguments[i]);
	return node;
}

/* A name as the page writes it: what nobody would see, or what turns the rest around, is marked. */
function seen(name) {
	return name.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g, "\ufffd");
}

function byId(id) { return document.getElementById(id); }
function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }
function counted(n, one) { return n.toLocaleString("en-US") + " " + one + (n === 1 ? "" : "s"); }

/* ---- days: numbers since 1970-01-01 ---- */

function dayOf(text) {
	var parts = text.split("-");
	var date = new Date(0);
	date.setUTCFullYear(+parts[0], (parts[1] || 1) - 1, +(parts[2] || 1));
	return Math.round(date.getTime() / 864e5);
}
function dayText(day) {
	var date = new Date(day * 864e5);
	function pad(n, width) { return ("0000" + n).slice(-width); }
	return pad(date.getUTCFullYear(), 4) + "-" + pad(date.getUTCMonth() + 1, 2) + "-" + pad(date.getUTCDate(), 2);
}

/* ---- what the reader has chosen; parts are told when it changes ---- */

var chosen = {first: null, last: null, node: null}; /* days of the timeline; number in the network */
var listeners = [];
function choose(change) {
	Object.keys(change).forEach(function (key) { chosen[key] = change[key]; });
	listeners.forEach(function (listener) { listener(); });
}

listeners.push(function () {
	var box = byId("selection"), words = [];
	clear(box);
	if (chosen.node !== null) words.push("with " + seen(data.network.nodes[chosen.node].name));
	if (chosen.first !== null) words.push(dayText(chosen.first) + " to " + dayText(chosen.last));
	if (words.length === 0) return;
	box.appendChild(make("div", {},
		make("span", {text: "Tables show only: " + words.join(", ")}),
		make("button", {type: "button", id: "clear", text: "Show all again", click: function () {
			choose({first: null, last: null, node: null});
		}})));
});

/* ---- light and dark ---- */

(function () {
	var root = document.documentElement, group = make("span", {class: "group", role: "group", "aria-label": "Colours"});
	var buttons = ["auto", "light", "dark"].map(function (name) {
		return group.appendChild(make("button", {type: "button", "data-theme-name": name, text: name, click: function () {
			if (name === "auto") root.removeAttribute("data-theme");
			else root.setAttribute("data-theme", name);
			mark(name);
		}}));
	});
	function mark(name) {
		buttons.forEach(function (button) {
			button.setAttribute("aria-pressed", String(button.dataset.themeName === name));
		});
	}
	mark("auto");
	byId("tools").appendChild(group);
})();

/* ---- paper shows what is folded in cards ---- */

window.addEventListener("beforeprint", function () {
	document.querySelectorAll(".card details").forEach(function (fold) { fold.open = true; });
});

/* ---- files for the reader ---- */

function save(name, type, text) {
	var address = URL.createObjectURL(new Blob([text], {type: type}));
	var link = make("a", {href: address, download: name});
	document.body.appendChild(link);
	link.click();
	document.body.removeChild(link);
	setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
}

/* Resolves to whether the clipboard took it. */
function copy(text) {
	function oldWay() {
		var area = make("textarea", {class: "unseen", "aria-hidden": "true"});
		var good = false, focused = document.activeElement;
		area.value = text;
		document.body.appendChild(area);
		area.select();
		try { good = document.execCommand("copy"); } catch (error) { good = false; }
		document.body.removeChild(area);
		if (focused) focused.focus();
		return good;
	}
	if (!navigator.clipboard) return Promise.resolve(oldWay());
	return navigator.clipboard.writeText(text).then(function () { return true; }, oldWay);
}

byId("about-tools").appendChild(make("button", {type: "button", id: "download", text: "Download the data (JSON)", click: function () {
	save("report.json", "application/json", byId("data").textContent);
}}));
